import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { collectionField } from './collection';
import { at, type Field, InvalidValue, type ReadContext } from './field';
import { asObject, readFields, readObject } from './reading';
import { editorRows, isBlank, unwrapJson } from './values';

/** What each row of a list consists of. */
interface Row {
	readonly label: string;
	readonly fields: readonly Field[];
	/** Fields that are seldom needed: they are added to a row one by one. */
	readonly more?: readonly Field[];
	/** The most rows that Twilio accepts, where it says so. */
	readonly max?: number;
	/**
	 * Turns a row into the object to send.
	 *
	 * @throws InvalidValue when its cells contradict each other
	 */
	readonly refine?: (row: IDataObject) => IDataObject;
}

/**
 * A list whose first row is on the form from the start. n8n fills in the cells of the row.
 *
 * @param row what is in it besides, e.g. a list of its own
 */
export function withFirstRow<Value, Name extends string>(
	field: Field<Value, Name>,
	row: INodeParameters = {},
): Field<Value, Name> {
	return { ...field, property: { ...field.property, default: { values: [row] } } };
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
					values: cellsOf(row).map(({ property }) => property),
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

function cellsOf({ fields, more }: Row): readonly Field[] {
	return more === undefined ? fields : [...fields, additional(more)];
}

function additional(more: readonly Field[]) {
	return collectionField('additionalFields', 'Additional Fields', more);
}

/** Unknown keys are leftovers in a row of the editor, but deliberate in JSON. */
function readRow(
	row: Row,
	entered: IDataObject,
	context: ReadContext,
	fromEditor: boolean,
): IDataObject {
	const { fields, more = [] } = row;
	if (!fromEditor) return readObject([...fields, ...more], entered, context);
	const { additionalFields, ...cells } = readFields(cellsOf(row), entered, context);
	return isRecord(additionalFields) ? { ...cells, ...additionalFields } : cells;
}

function parseRows(value: unknown, context: ReadContext, row: Row): IDataObject[] | undefined {
	const { label, max = Infinity, refine = (read: IDataObject) => read } = row;
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
		at(`${label} ${index + 1}`, () =>
			refine(readRow(row, asObject(entry), context, fromEditor !== undefined)),
		),
	);
}
