import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/answers/problem';
import { at, type Field, InvalidValue, type Scope, type ValuesOf } from './field';
import { asObject, type BlankRule, readAdded, readFields, readObject } from './reading';
import { editorRows, isBlank, unwrapJson } from './values';

/** The values of a collection: whatever was not added is left out. */
export type Partially<Fields extends readonly Field[]> = Partial<ValuesOf<Fields>>;

/** What a collection asks of the fields that were added to it. */
interface Rules extends Partial<BlankRule> {
	readonly atLeastOne?: boolean;
}

/**
 * Parameters that are added one by one: "Additional Fields", "Options", "Filters". One that was added
 * and is blank is refused.
 *
 * Two of them may set the same value in two ways (fields or JSON); using both is refused.
 */
export function collection<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	displayName: string,
	fields: Fields,
	look: Partial<INodeProperties> & Rules = {},
): Field<Partially<Fields>, Name> {
	const {
		atLeastOne = false,
		whenBlank = () => 'Enter a value, or remove the field.',
		alsoInToolCalls,
		...rest
	} = look;
	return {
		name,
		property: {
			displayName,
			name,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: sorted(fields.map(({ property }) => property)),
			...rest,
		},
		parse: (value, scope) => {
			const entered = asObject(isBlank(value) ? {} : value);
			const values = readAdded(fields, entered, scope, { whenBlank, alsoInToolCalls });
			if (atLeastOne && Object.keys(values).length === 0) {
				throw new InvalidValue('has nothing in it', 'Add at least one field to change.');
			}
			// `readAdded` gives each of these fields its own type, under its own name.
			return values as Partially<Fields>;
		},
	};
}

/** One of several rows of the same fields. */
interface Row {
	readonly label: string;
	readonly fields: readonly Field[];
	/** How many there may be, where Twilio says so. */
	readonly max?: number;
	/**
	 * Makes of the row what is sent.
	 *
	 * @throws InvalidValue when its cells do not go together
	 */
	readonly refine?: (row: IDataObject) => IDataObject;
}

/** Rows of fields, e.g. participants. */
export function rows<Name extends string>(
	name: Name,
	displayName: string,
	row: Row,
	look: Partial<INodeProperties> = {},
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
			...look,
		},
		parse: (value, scope) => parseRows(value, scope, row),
	};
}

/** One group of fields that belong together, e.g. an address. */
export function group<Name extends string>(
	name: Name,
	displayName: string,
	label: string,
	fields: readonly Field[],
	look: Partial<INodeProperties> = {},
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
			...look,
		},
		parse: (value, scope) => {
			const entered = unwrapJson(value);
			if (isBlank(entered)) return undefined;
			const whole = asObject(entered);
			const fromEditor = isRecord(whole.values);
			const object = isRecord(whole.values) ? whole.values : whole;
			const isEmpty = Object.keys(object).length === 0;
			if (isEmpty && !scope.isJson) return undefined;
			const read = isEmpty ? {} : (fromEditor ? readFields : readObject)(fields, object, scope);
			return Object.keys(read).length > 0 || scope.isJson ? read : undefined;
		},
	};
}

function parseRows(
	value: unknown,
	scope: Scope,
	{ label, fields, max = Infinity, refine = (row) => row }: Row,
): IDataObject[] | undefined {
	const entered = unwrapJson(value);
	if (isBlank(entered)) return undefined;
	const fromEditor = editorRows(entered);
	if (fromEditor?.length === 0) return undefined;
	const list = fromEditor ?? entered;
	if (!Array.isArray(list))
		throw new InvalidValue('must be a list', 'Enter a list, e.g. [{ … }, { … }]');
	if (list.length === 0 && !scope.isJson) return undefined;
	if (list.length > max) throw new InvalidValue(`has ${list.length} entries, the most is ${max}`);
	return list.map((entry: unknown, index) =>
		at(`${label} ${index + 1}`, () => {
			const row = asObject(entry);
			// The editor's rows may carry what it hides.
			return refine((fromEditor ? readFields : readObject)(fields, row, scope));
		}),
	);
}

function sorted(properties: INodeProperties[]): INodeProperties[] {
	return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
