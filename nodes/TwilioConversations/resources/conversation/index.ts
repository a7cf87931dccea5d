import type { Resource } from '../describe';
import { cleanUp } from './cleanUp';
import { close } from './close';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getTranscript } from './getTranscript';
import { patch } from './patch';
import { start } from './start';
import { update } from './update';

export const conversation: Resource = {
	name: 'Conversation',
	value: 'conversation',
	operations: [getMany, cleanUp, close, create, remove, get, getTranscript, patch, start, update],
};
