import type { Resource } from '../describe';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const participant: Resource = {
	name: 'Participant',
	value: 'participant',
	operations: [getMany, create, get, update],
};
