import type { Resource } from '../describe';
import { get } from './get';
import { reply } from './reply';
import { sendMessage } from './sendMessage';
import { sendMessageAndWait } from './sendMessageAndWait';

export const action: Resource = {
	name: 'Message',
	value: 'action',
	operations: [get, reply, sendMessage, sendMessageAndWait],
};
