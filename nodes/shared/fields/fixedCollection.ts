import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { at, type Field, InvalidValue, type ReadContext } from './field';
import { asObject, readFields, readObject } from './reading';
import { editorRows, isBlank, unwrapJson } from './values';

/** The row of a list. */
interface Row {
	readonly label: string;
	readonly fields: readonly Field[];
	/** Twilio's maximum number of rows, if there is one. */
	readonly max?: number;
	/**
	 * Converts a row to the object to send.
	 *
	 * @throws InvalidValue when its cells contradict each other
	 */
	readonly refine?: (row: IDataObject) => IDataObject;
}

/** A fixed collection with multiple values: rows of the same fields, e.g. participants. */
export function fixedCollectionListField<Name extends string>(
	name: Name,
	displayName: string,
	row: Row,
	appearance: Partial<INodeProperties> = {},
): Field<IDataObject[] | undefined, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: `Add ${row.label}`,
			default: {},
			options: [
				{
					displayName: row.label,
					name: 'values',
					values: row.fields.map(({ property }) => property),
				},
			],
			...appearance,
		},
		parse: (value, context) => parseRows(value, context, row),
	};
}

/** A fixed collection with one value: fields that belong together, e.g. the author of a message. */
export function fixedCollectionField<Name extends string>(
	name: Name,
	displayName: string,
	label: string,
	fields: readonly Field[],
	appearance: Partial<INodeProperties> = {},
): Field<IDataObject | undefined, Name> {
	const values = fields.map(({ property }) => property);
	return {
		name,
		property: {
			displayName,
			name,
			type: 'fixedCollection',
			placeholder: `Add ${label}`,
			default: {},
			options: [{ displayName: label, name: 'values', values }],
			...appearance,
		},
		parse: (value, context) => {
			const entered = unwrapJson(value);
			if (isBlank(entered)) return undefined;
			const whole = asObject(entered);
			const fromEditor = isRecord(whole.values);
			const object = isRecord(whole.values) ? whole.values : whole;
			const isEmpty = Object.keys(object).length === 0;
			if (isEmpty && !context.isJson) return undefined;
			const read = isEmpty ? {} : (fromEditor ? readFields : readObject)(fields, object, context);
			return Object.keys(read).length > 0 || context.isJson ? read : undefined;
		},
	};
}

function parseRows(
	value: unknown,
	context: ReadContext,
	{ label, fields, max = Infinity, refine = (row) => row }: Row,
): IDataObject[] | undefined {
	const entered = unwrapJson(value);
	if (isBlank(entered)) return undefined;
	const fromEditor = editorRows(entered);
	if (fromEditor?.length === 0) return undefined;
	const list = fromEditor ?? entered;
	if (!Array.isArray(list))
		throw new InvalidValue('must be a list', 'Enter a list, e.g. [{ … }, { … }]');
	if (list.length === 0 && !context.isJson) return undefined;
	if (list.length > max) throw new InvalidValue(`has ${list.length} entries, the most is ${max}`);
	return list.map((entry: unknown, index) =>
		at(`${label} ${index + 1}`, () => {
			const row = asObject(entry);
			// Unknown keys are leftovers in a row of the editor, but intended in JSON.
			return refine((fromEditor ? readFields : readObject)(fields, row, context));
		}),
	);
}
