import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../api/problem';
import { requiredText, text } from './text';
import { rows } from './composite';
import { at, type Field, InvalidValue } from './field';
import { editorRows, isBlank, unwrapJson } from './values';

/** twilio 6.2, CreateConversationWithConfigRequest; Twilio docs, Orchestrator metadata. */
const LIMITS = { entries: 8, keyLength: 128, valueLength: 512 } as const;
const KEY = /^[A-Za-z0-9._-]+$/;

type Metadata = Record<string, string | null>;

/**
 * The customer's own key-value pairs of a conversation.
 *
 * @param removes whether an entry without a value removes its key (merge patch) instead of
 *   setting it to empty text
 */
export function metadata({
	removes,
}: {
	removes: boolean;
}): Field<Metadata | undefined, 'metadata'> {
	const { property } = rows('metadata', 'Metadata', {
		label: 'Entry',
		max: LIMITS.entries,
		fields: [
			requiredText('key', 'Key', {
				placeholder: 'e.g. order.id',
				description: 'Letters, digits, dots, underscores and dashes, up to 128 characters',
			}),
			text('value', 'Value', {
				placeholder: 'e.g. 4711',
				description: removes
					? 'Up to 512 characters. Leave empty to remove the entry.'
					: 'Up to 512 characters',
			}),
		],
	});
	return {
		name: 'metadata',
		property: {
			...property,
			description: `Your own data on the conversation, up to 8 entries${removes ? '. Entries that are not named here stay as they are.' : ''}`,
		},
		parse: (value) => {
			const entries = asEntries(unwrapJson(value));
			return entries && checked(entries, removes);
		},
	};
}

/** From the editor's rows, or from a plain object. */
function asEntries(value: unknown): Array<[string, unknown]> | undefined {
	if (isBlank(value)) return undefined;
	if (!isRecord(value))
		throw new InvalidValue('must be an object', 'Enter an object, e.g. { "orderId": "4711" }');
	const entries = editorRows(value)?.map(asEntry) ?? Object.entries(value);
	return entries.length > 0 ? entries : undefined;
}

function asEntry(row: unknown): [string, unknown] {
	if (!isRecord(row)) throw new InvalidValue('must have a key and a value in each entry');
	return [String(row.key ?? ''), row.value];
}

function checked(entries: Array<[string, unknown]>, removes: boolean): Metadata {
	const metadata = new Map<string, string | null>();
	entries.forEach(([key, raw], index) => {
		const label = key === '' ? `Entry ${index + 1}` : `Entry "${key}"`;
		at(label, () => {
			if (key === '') throw new InvalidValue('has an empty key', 'Enter a key.');
			if (key.length > LIMITS.keyLength) {
				throw new InvalidValue(`has a key of ${key.length} characters, the most is 128`);
			}
			if (!KEY.test(key)) {
				throw new InvalidValue(
					'has a key with other characters than letters, digits, dots, underscores and dashes',
				);
			}
			if (metadata.has(key)) throw new InvalidValue('is there twice', 'Use each key once.');
			metadata.set(key, asValue(raw, removes));
		});
	});
	const kept = [...metadata.values()].filter((value) => value !== null).length;
	if (kept > LIMITS.entries) {
		throw new InvalidValue(`has ${kept} entries, the most is ${LIMITS.entries}`);
	}
	return Object.fromEntries(metadata);
}

function asValue(raw: unknown, removes: boolean): string | null {
	const value = (raw ?? '') as IDataObject[string];
	if (typeof value === 'object') throw new InvalidValue('must have text as its value');
	const text = String(value);
	if (text === '' && removes) return null;
	if (text.length > LIMITS.valueLength) {
		throw new InvalidValue(`has a value of ${text.length} characters, the most is 512`);
	}
	return text;
}
