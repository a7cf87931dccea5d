import { isRecord } from '../../../api/problem';
import { rows } from './composite';
import { at, type Field, InvalidValue, type Look } from './field';
import { requiredText, text } from './text';
import { editorRows, isBlank, unwrapJson } from './values';

/** How the entries of a map look, and how one is read. */
interface Entries<Value> {
	readonly key: Look;
	readonly value: Look;
	/** @throws InvalidValue when Twilio would refuse this entry */
	readonly read: (value: string, key: string) => Value;
}

/** Names and texts, both of the user's choice: rows of key and value, or a plain object. */
export function textMap<Name extends string, Value extends string | null>(
	name: Name,
	displayName: string,
	{ key, value, read }: Entries<Value>,
	look: Look,
): Field<Record<string, Value> | undefined, Name> {
	const fields = [requiredText('key', 'Key', key), text('value', 'Value', value)];
	const { property } = rows(name, displayName, { label: 'Entry', max: Infinity, fields }, look);
	return {
		name,
		property,
		parse: (entered) => {
			const entries = asEntries(unwrapJson(entered));
			return entries && asMap(entries, read);
		},
	};
}

/** From the editor's rows, or from a plain object. */
function asEntries(value: unknown): Array<[string, unknown]> | undefined {
	if (isBlank(value)) return undefined;
	if (!isRecord(value)) {
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "key": "value" }');
	}
	const entries = editorRows(value)?.map(asEntry) ?? Object.entries(value);
	return entries.length > 0 ? entries : undefined;
}

function asEntry(row: unknown): [string, unknown] {
	if (!isRecord(row)) throw new InvalidValue('must have a key and a value in each entry');
	return [String(row.key ?? ''), row.value];
}

function asMap<Value>(
	entries: Array<[string, unknown]>,
	read: Entries<Value>['read'],
): Record<string, Value> {
	const map = new Map<string, Value>();
	entries.forEach(([key, raw], index) => {
		at(key === '' ? `Entry ${index + 1}` : `Entry "${key}"`, () => {
			if (key === '') throw new InvalidValue('has an empty key', 'Enter a key.');
			if (map.has(key)) throw new InvalidValue('is there twice', 'Use each key once.');
			if (typeof raw === 'object' && raw !== null) {
				throw new InvalidValue('must have text as its value');
			}
			map.set(key, read(String(raw ?? ''), key));
		});
	});
	return Object.fromEntries(map);
}
