import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { at, type Field, InvalidValue, type ReadContext } from './field';
import { isUntouched } from './untouched';
import { isBlank, unwrapJson } from './values';

/**
 * Reads a parameter of the node.
 *
 * A form always has a value, even if an empty one. A missing value comes from a mistyped
 * expression, so it is refused; a switch falls back to its default, which is always the safe side.
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
 * Reads the cells of a row into the object to send. The editor fills in every cell of a row, so a
 * blank optional one means that nothing was entered.
 */
export function readFields(
	fields: readonly Field[],
	entered: IDataObject,
	context: ReadContext,
): IDataObject {
	return readEach(fields, entered, ({ parse }, value) => parse(value, context));
}

/**
 * Like `readFields`, for JSON. Unknown keys are passed on, since Twilio may add fields. A null is
 * left out if the API accepts none, so that a record from Twilio can be written back unchanged.
 *
 * @throws InvalidValue when a list or an object is blank, as a mistyped expression leaves it: leaving
 *   it out could clear it
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
	for (const { property } of known.values()) {
		const value = inside[property.name];
		const isSlip = property.name in inside && value !== null && isBlank(value);
		if (!isSlip || !/collection$/i.test(property.type)) continue;
		throw new InvalidValue('is empty', 'Enter a value, or leave it out.', [property.displayName]);
	}
	return {
		...Object.fromEntries(others),
		...readFields(fields, inside, { ...context, isJson: true }),
	};
}

/** The rule for a field that was added and is blank. */
export interface BlankRule {
	/**
	 * Hint for the user.
	 *
	 * @param name of the field
	 */
	readonly whenBlank: (name: string) => string;
	/** Whether a blank from a model is refused too: for filters, where a missing one selects more. */
	readonly alsoInToolCalls?: boolean;
}

/**
 * Reads fields that were added one by one. A mistyped expression yields nothing; do not read that
 * as an order to clear: a field that was added and is blank is refused. A model cannot remove a
 * field, so one that it leaves blank counts as not added; so does a list of which it fills in nothing.
 *
 * @throws InvalidValue that names the field
 */
export function readAdded(
	fields: readonly Field[],
	entered: IDataObject,
	context: ReadContext,
	{ whenBlank, alsoInToolCalls = false }: BlankRule,
): IDataObject {
	return readEach(fields, entered, ({ name, property, parse }, value) => {
		const isLeft = context.isToolCall && !alsoInToolCalls && isOpenRow(value, property);
		const read = isBlank(value) || isLeft ? undefined : parse(value, context);
		if (read !== undefined && !(context.isToolCall && isEmpty(read))) return read;
		if (context.isToolCall && !alsoInToolCalls) return undefined;
		throw new InvalidValue('is empty', whenBlank(name));
	});
}

function isOpenRow(value: unknown, property: INodeProperties): boolean {
	return property.type === 'fixedCollection' && isUntouched(value, property);
}

/** An empty list or object, which only JSON can express. */
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

/** @throws InvalidValue when the value is neither an object nor JSON text of one */
export function asObject(value: unknown): IDataObject {
	const object = unwrapJson(value);
	if (!isRecord(object))
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "name": "value" }');
	return object;
}
