import type { Resource } from '../describe';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const communication: Resource = {
	name: 'Communication',
	value: 'communication',
	operations: [getMany, create, get],
};
