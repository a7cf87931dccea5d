import type { Resource } from '../describe';
import { cleanUp } from './cleanUp';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { patch } from './patch';
import { update } from './update';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [getMany, cleanUp, create, remove, get, patch, update],
};
