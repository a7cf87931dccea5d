import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';
import { at, type Field, InvalidValue, type Scope, type ValuesOf } from './field';
import { editorRows, isBlank, unwrapJson } from './values';

/** The values of a collection: whatever was not added is left out. */
export type Partially<Fields extends readonly Field[]> = Partial<ValuesOf<Fields>>;

/**
 * Parameters that are added one by one: "Additional Fields", "Options", "Filters".
 *
 * Two of them may set the same value in two ways (fields or JSON); using both is refused.
 */
export function collection<Name extends string, const Fields extends readonly Field[]>(
	name: Name,
	displayName: string,
	fields: Fields,
	look: Partial<INodeProperties> & { atLeastOne?: boolean } = {},
): Field<Partially<Fields>, Name> {
	const { atLeastOne = false, ...rest } = look;
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
			const values = readFields(fields, entered, scope);
			if (atLeastOne && Object.keys(values).length === 0) {
				throw new InvalidValue('has nothing in it', 'Add at least one field to change.');
			}
			// `readFields` gives each of these fields its own type, under its own name.
			return values as Partially<Fields>;
		},
	};
}

/** One of several rows of the same fields. */
interface Row {
	readonly label: string;
	readonly fields: readonly Field[];
	/** How many there may be. */
	readonly max: number;
	/** @throws InvalidValue when the fields of the row do not go together */
	readonly check?: (row: IDataObject) => void;
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
			if (Object.keys(object).length === 0) return undefined;
			const filled = (fromEditor ? readFields : readObject)(fields, object, scope);
			return Object.keys(filled).length > 0 ? filled : undefined;
		},
	};
}

/** A second way to enter a field: as JSON. It is read and checked by the field itself. */
export function jsonTwin<Value, Name extends string>(
	{ name, property, parse }: Field<Value, Name>,
	example: string,
	look: Partial<INodeProperties> = {},
): Field<Value, Name> {
	return {
		name,
		property: {
			displayName: `${property.displayName} (JSON)`,
			name: `${name}Json`,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			...look,
		},
		parse: (value, scope) => {
			const parsed = unwrapJson(value);
			if (typeof parsed === 'string' && !isBlank(parsed)) {
				throw new InvalidValue('is not valid JSON', `Enter JSON, e.g. ${example}`);
			}
			return parse(parsed, scope);
		},
	};
}

/**
 * What was entered in one of two places: in the field itself, or as JSON among the other fields.
 *
 * @throws InvalidValue when it was entered in both, or in none
 */
export function enteredOnce<Entry>(
	{ property: { displayName } }: Field,
	inFields: Entry[] | undefined,
	asJson: Entry[] | undefined,
): Entry[] {
	const entered = inFields ?? asJson ?? [];
	if (inFields !== undefined && asJson !== undefined) {
		throw new InvalidValue(`sets the same as ${displayName} (JSON)`, 'Use one of them.', [
			displayName,
		]);
	}
	if (entered.length === 0) {
		throw new InvalidValue('is empty', `Add one, or use '${displayName} (JSON)'.`, [displayName]);
	}
	return entered;
}

function parseRows(
	value: unknown,
	scope: Scope,
	{ label, fields, max, check }: Row,
): IDataObject[] | undefined {
	const entered = unwrapJson(value);
	if (isBlank(entered)) return undefined;
	const fromEditor = editorRows(entered);
	if (fromEditor?.length === 0) return undefined;
	const list = fromEditor ?? entered;
	if (!Array.isArray(list))
		throw new InvalidValue('must be a list', 'Enter a list, e.g. [{ … }, { … }]');
	if (list.length > max) throw new InvalidValue(`has ${list.length} entries, the most is ${max}`);
	return list.map((entry: unknown, index) =>
		at(`${label} ${index + 1}`, () => {
			const row = asObject(entry);
			// The editor's rows may carry what it hides.
			const read = (fromEditor ? readFields : readObject)(fields, row, scope);
			check?.(read);
			return read;
		}),
	);
}

/** Reads the fields that were entered, as an object ready to be sent: absent ones are left out. */
export function readFields(
	fields: readonly Field[],
	entered: IDataObject,
	scope: Scope,
): IDataObject {
	const values = new Map<string, unknown>();
	for (const { name, property, parse } of fields) {
		if (!(property.name in entered) && property.required !== true) continue;
		const value = at(property.displayName, () => parse(entered[property.name], scope));
		if (value === undefined) continue;
		if (values.has(name)) {
			throw new InvalidValue(`sets the same as ${property.displayName}`, 'Use one of them.', [
				fields.find((field) => field.name === name)?.property.displayName ?? name,
			]);
		}
		values.set(name, value);
	}
	return Object.fromEntries(values) as IDataObject;
}

/**
 * As `readFields`, for JSON: it may carry what Twilio adds later, and null where it is meant.
 */
export function readObject(
	fields: readonly Field[],
	entered: IDataObject,
	scope: Scope,
): IDataObject {
	const names = new Set(fields.map(({ property }) => property.name));
	const others = Object.entries(entered).filter(
		([name, value]) => value === null || !names.has(name),
	);
	return { ...Object.fromEntries(others), ...readFields(fields, entered, scope) };
}

/** @throws InvalidValue when it is no object, nor JSON text of one */
export function asObject(value: unknown): IDataObject {
	const object = unwrapJson(value);
	if (!isRecord(object))
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "name": "value" }');
	return object;
}

function sorted(properties: INodeProperties[]): INodeProperties[] {
	return [...properties].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
