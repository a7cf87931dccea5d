import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { type Appearance, at, type Field, InvalidValue } from './field';
import { fixedCollectionListField } from './fixedCollection';
import { requiredStringField } from './string';
import { editorRows, isBlank, unwrapJson } from './values';

/** Properties and rules of the entries. */
interface Entries {
	readonly key: Appearance;
	readonly value: Appearance;
	/** Whether null in JSON removes the entry at Twilio (merge patch). */
	readonly nullRemoves?: boolean;
	/** Hint for a key without a value. */
	readonly whenBlank?: string;
	/** @throws InvalidValue when Twilio would refuse this entry */
	readonly check?: (key: string, value: string | null) => void;
}

/** The value is undefined if none was entered, and null if JSON says so. */
interface Entry {
	readonly key: string;
	readonly value: unknown;
}

/**
 * Key-value pairs, as rows or as a plain object, e.g. metadata. A blank value in a row is a
 * mistake; an empty text in JSON is intended.
 */
export function keyValuesField<Name extends string>(
	name: Name,
	displayName: string,
	{
		key,
		value,
		nullRemoves = false,
		whenBlank = 'Enter a value, or remove the entry.',
		check,
	}: Entries,
	appearance: Appearance,
): Field<IDataObject | undefined, Name> {
	const fields = [
		requiredStringField('key', 'Key', key),
		requiredStringField('value', 'Value', value),
	];
	const { property } = fixedCollectionListField(
		name,
		displayName,
		{ label: 'Entry', fields },
		appearance,
	);

	const read = (entry: Entry): string | null => {
		const isRemoved = entry.value === null && nullRemoves;
		if (!isRemoved && (entry.value === undefined || entry.value === null)) {
			throw new InvalidValue('has no value', whenBlank);
		}
		if (!isRemoved && typeof entry.value === 'object') {
			throw new InvalidValue('must have text as its value');
		}
		const text = isRemoved ? null : String(entry.value);
		check?.(entry.key, text);
		return text;
	};

	return {
		name,
		property,
		parse: (entered, { isJson }) => {
			const object = unwrapJson(entered);
			const isNone = Array.isArray(object) && object.length === 0 && !isJson;
			if (isBlank(object) || isNone) return undefined;
			const entries = asEntries(object);
			return entries.length > 0 || isJson ? asMap(entries, read) : undefined;
		},
	};
}

/** Accepts rows of the editor and a plain object. */
function asEntries(value: unknown): Entry[] {
	if (!isRecord(value)) {
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "key": "value" }');
	}
	return (
		editorRows(value)?.map(asEntry) ??
		Object.entries(value).map(([key, text]) => ({ key, value: text }))
	);
}

function asEntry(row: unknown): Entry {
	if (!isRecord(row)) throw new InvalidValue('must have a key and a value in each entry');
	return {
		key: String(row.key ?? '').trim(),
		value: isBlank(row.value) ? undefined : row.value,
	};
}

function asMap(entries: Entry[], read: (entry: Entry) => string | null): IDataObject {
	const map = new Map<string, string | null>();
	entries.forEach((entry, index) => {
		const { key } = entry;
		at(key === '' ? `Entry ${index + 1}` : `Entry "${key}"`, () => {
			if (key === '') throw new InvalidValue('has an empty key', 'Enter a key.');
			if (map.has(key)) throw new InvalidValue('is there twice', 'Use each key once.');
			map.set(key, read(entry));
		});
	});
	return Object.fromEntries(map);
}
