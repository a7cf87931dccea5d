import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';
import { at, type Field, InvalidValue, type Scope } from './field';
import { unwrapJson } from './values';

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
