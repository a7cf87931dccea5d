import type { Resource } from '../describe';
import { get } from './get';
import { wait } from './wait';

export const operation: Resource = {
	name: 'Background Operation',
	value: 'operation',
	operations: [get, wait],
};
