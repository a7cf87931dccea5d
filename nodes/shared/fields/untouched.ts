import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { isBlank, unwrapJson } from './values';

/**
 * Whether there is nothing in a parameter but what n8n fills in: a list without rows, or with rows in
 * which every cell is blank or as n8n opens it.
 *
 * @param value as the editor stores it; a list or an object of the API is always touched
 */
export function isUntouched(
	value: unknown,
	{ type, default: initial, options = [] }: INodeProperties,
): boolean {
	if (type === 'collection')
		return isBlank(value) || (isRecord(value) && Object.values(value).every(isBlank));
	if (type !== 'fixedCollection') return isBlank(value) || value === initial;
	const rows = rowsOf(unwrapJson(value));
	const cells = options.flatMap((group) => ('values' in group ? group.values : []));
	return (
		rows?.every(
			(row) =>
				isRecord(row) &&
				Object.entries(row).every(([name, cell]) =>
					cells.some((property) => property.name === name && isUntouched(cell, property)),
				),
		) ?? false
	);
}

/** The rows of a fixed collection, or its one; undefined if the value has another shape. */
function rowsOf(value: unknown): unknown[] | undefined {
	if (isBlank(value)) return [];
	if (!isRecord(value)) return undefined;
	const { values, ...others } = value;
	return Object.keys(others).length === 0 ? [values ?? []].flat() : undefined;
}
