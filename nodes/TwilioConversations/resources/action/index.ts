import type { Resource } from '../describe';
import { get } from './get';
import { sendMessage } from './sendMessage';
import { sendMessageAndWait } from './sendMessageAndWait';

export const action: Resource = {
	name: 'Action',
	value: 'action',
	operations: [get, sendMessage, sendMessageAndWait],
};
