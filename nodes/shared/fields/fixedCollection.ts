import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { at, type Field, InvalidValue, type ReadContext } from './field';
import { asObject, readFields, readObject } from './reading';
import { isUntouched } from './untouched';
import { editorRows, isBlank, unwrapJson } from './values';

/** The row of a list. */
interface Row {
	readonly label: string;
	readonly fields: readonly Field[];
	/** Seldom needed fields: they are shown when they are added to a row. */
	readonly more?: readonly Field[];
	/** Twilio's maximum number of rows, if there is one. */
	readonly max?: number;
	/**
	 * Converts a row to the object to send.
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

/**
 * A list that may be empty although its first row is on the form: a row that was left as n8n opens it
 * is none. That needs a row without expressions, because a mistyped one gives a blank as well; what a
 * model leaves blank counts as not given.
 */
export function untouchedIsNone<Value, Name extends string>(
	field: Field<Value | undefined, Name>,
): Field<Value | undefined, Name> {
	return {
		...field,
		parse: (value, context) => {
			const mayBeBlank = context.isLiteral === true || context.isToolCall;
			if (mayBeBlank && isUntouched(value, field.property)) return undefined;
			return field.parse(value, context);
		},
	};
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
			typeOptions: {
				multipleValues: true,
				...(row.more && { hideOptionalFields: true, addOptionalFieldButtonText: 'Add Field' }),
			},
			placeholder: `Add ${row.label}`,
			default: {},
			options: [
				{
					displayName: row.label,
					name: 'values',
					values: cellsOf(row),
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

/** n8n hides what is neither required nor marked, where a row has fields that are added to it. */
function cellsOf({ fields, more }: Row): INodeProperties[] {
	const properties = fields.map(({ property }) => property);
	if (more === undefined) return properties;
	const shown = properties.map((property) => ({
		...property,
		typeOptions: { ...property.typeOptions, showEvenWhenOptional: true },
	}));
	return [...shown, ...more.map(({ property }) => property)];
}

function parseRows(value: unknown, context: ReadContext, row: Row): IDataObject[] | undefined {
	const { label, max = Infinity, refine = (read: IDataObject) => read } = row;
	const fields = [...row.fields, ...(row.more ?? [])];
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
			// Unknown keys are leftovers in a row of the editor, but intended in JSON.
			refine((fromEditor ? readFields : readObject)(fields, asObject(entry), context)),
		),
	);
}
