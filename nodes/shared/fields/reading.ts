import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { at, type Field, InvalidValue, type ReadContext } from './field';
import { isBlank, unwrapJson } from './values';

/**
 * Reads a parameter of the node.
 *
 * A form always has a value, be it an empty one: only an expression with a slip in it has none, and
 * that is refused. A switch is as it began then, which is the safe way round.
 *
 * @throws InvalidValue with the label of the field
 */
export function readParameter<Value>(
	{ property, parse }: Field<Value>,
	entered: unknown,
	context: ReadContext,
): Value {
	return at(property.displayName, () => {
		const isSlip = (entered === undefined || entered === null) && property.type !== 'boolean';
		if (isSlip && !context.isToolCall) {
			throw new InvalidValue(
				'is empty',
				'Its expression gives nothing. Correct it, or enter a value.',
			);
		}
		return parse(entered, context);
	});
}

/**
 * Reads the cells of a row, as an object ready to be sent. A row of the editor always has all of its
 * cells, so an optional one that is blank was not given.
 */
export function readFields(
	fields: readonly Field[],
	entered: IDataObject,
	context: ReadContext,
): IDataObject {
	return readEach(fields, entered, ({ parse }, value) => parse(value, context));
}

/**
 * As `readFields`, for JSON. It may carry what Twilio adds later. A null is left out where the API
 * has none, so that what Twilio returned can be written back as it is.
 */
export function readObject(
	fields: readonly Field[],
	entered: IDataObject,
	context: ReadContext,
): IDataObject {
	const known = new Map(fields.map((field) => [field.property.name, field]));
	const given = Object.entries(entered).filter(
		([name, value]) => value !== null || known.get(name)?.takesNull === true,
	);
	const others = given.filter(([name, value]) => value === null || !known.has(name));
	const inside = Object.fromEntries(given.filter(([name]) => known.has(name)));
	return {
		...Object.fromEntries(others),
		...readFields(fields, inside, { ...context, isJson: true }),
	};
}

/** What to do about a field that was added and is blank. */
export interface BlankRule {
	/**
	 * What to do, in words.
	 *
	 * @param name of the field
	 */
	readonly whenBlank: (name: string) => string;
	/** Whether a model has to fill it in, too: where less entered means more done. */
	readonly alsoInToolCalls?: boolean;
}

/**
 * Reads fields that were added one by one. Whoever added one wanted to say something, so a blank one
 * is a slip, e.g. a typo in an expression: it is refused, and never an order to clear something. A
 * model cannot take a field away, so what it leaves blank was not given.
 *
 * @throws InvalidValue that names the field
 */
export function readAdded(
	fields: readonly Field[],
	entered: IDataObject,
	context: ReadContext,
	{ whenBlank, alsoInToolCalls = false }: BlankRule,
): IDataObject {
	return readEach(fields, entered, ({ name, parse }, value) => {
		const read = isBlank(value) ? undefined : parse(value, context);
		if (read !== undefined && !(context.isToolCall && isEmpty(read))) return read;
		if (context.isToolCall && !alsoInToolCalls) return undefined;
		throw new InvalidValue('is empty', whenBlank(name));
	});
}

/** An empty list or object, which only JSON can say. */
function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return isRecord(value) && !(value instanceof Date) && Object.keys(value).length === 0;
}

function readEach(
	fields: readonly Field[],
	entered: IDataObject,
	read: (field: Field, value: unknown) => unknown,
): IDataObject {
	const values = new Map<string, unknown>();
	for (const field of fields) {
		const { name, property } = field;
		if (!(property.name in entered) && property.required !== true) continue;
		const value = at(property.displayName, () => read(field, entered[property.name]));
		if (value === undefined) continue;
		if (values.has(name)) {
			throw new InvalidValue(`sets the same as ${property.displayName}`, 'Use one of them.', [
				fields.find((other) => other.name === name)?.property.displayName ?? name,
			]);
		}
		values.set(name, value);
	}
	return Object.fromEntries(values) as IDataObject;
}

/** @throws InvalidValue when it is no object, nor JSON text of one */
export function asObject(value: unknown): IDataObject {
	const object = unwrapJson(value);
	if (!isRecord(object))
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "name": "value" }');
	return object;
}
