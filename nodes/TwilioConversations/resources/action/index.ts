import type { Resource } from '../describe';
import { get } from './get';
import { sendMessage } from './sendMessage';

export const action: Resource = {
	name: 'Message',
	value: 'action',
	operations: [get, sendMessage],
};
