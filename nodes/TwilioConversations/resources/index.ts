import { action } from './action';
import { communication } from './communication';
import { configuration } from './configuration';
import { conversation } from './conversation';
import type { Operation } from './define';
import type { Resource } from './describe';
import { operation } from './operation';
import { participant } from './participant';

/** The table of operations, by resource. Each operation is one file. */
export const resources: readonly Resource[] = [
	conversation,
	participant,
	communication,
	action,
	configuration,
	operation,
];

/**
 * Finds the operation selected in the two dropdowns.
 *
 * @returns undefined for a pair that is not in the table, e.g. from an expression
 */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
