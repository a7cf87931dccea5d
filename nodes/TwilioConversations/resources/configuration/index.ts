import type { Resource } from '../describe';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { patch } from './patch';
import { update } from './update';

export const configuration: Resource = {
	name: 'Configuration',
	value: 'configuration',
	operations: [getMany, create, remove, get, patch, update],
};
