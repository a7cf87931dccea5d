import type { IDataObject } from 'n8n-workflow';

import { type Field, InvalidValue, refined } from '../fields/field';
import { keyValuesField } from '../fields/keyValues';
import { stringListField } from '../fields/string';
import { characters } from '../fields/values';

/** twilio 6.2, CreateConversationWithConfigRequest; Twilio docs, Orchestrator metadata. */
const LIMITS = { entries: 8, keyLength: 128, valueLength: 512 } as const;
const REMOVE_LABEL = 'Metadata Keys to Remove';
const KEY = /^[A-Za-z0-9._-]+$/;

/**
 * The user's own key-value pairs on a conversation.
 *
 * @param merges whether Twilio merges them into the existing ones (merge patch), so that null in
 *   JSON removes one
 */
export function metadata({
	merges,
}: {
	merges: boolean;
}): Field<IDataObject | undefined, 'metadata'> {
	const field = keyValuesField(
		'metadata',
		'Metadata',
		{
			key: {
				placeholder: 'e.g. order.id',
				description: 'Letters, digits, dots, underscores and dashes, up to 128 characters',
			},
			value: { placeholder: 'e.g. 4711', description: 'Up to 512 characters' },
			nullRemoves: merges,
			...(merges && {
				whenBlank: `Enter a value. To remove the entry, name its key in '${REMOVE_LABEL}'.`,
			}),
			check: (key, value) => {
				checkKey(key);
				if (value !== null) checkLength('value', value, LIMITS.valueLength);
			},
		},
		{
			description: `Your own data on the conversation, up to 8 entries${merges ? '. Entries that are not named here stay as they are.' : ''}`,
		},
	);
	return refined(field, (entries) => {
		const kept = Object.values(entries ?? {}).filter((text) => text !== null).length;
		if (kept > LIMITS.entries) {
			throw new InvalidValue(`has ${kept} entries, the most is ${LIMITS.entries}`);
		}
		return entries;
	});
}

/** Keys of the entries to remove in an update: a form has no null. */
export const removeMetadataKeys = refined(
	stringListField('removeMetadataKeys', REMOVE_LABEL, {
		placeholder: 'e.g. order.id, obsolete',
		description: 'Keys of the metadata entries to take away, separated by commas',
	}),
	(keys) => {
		keys?.forEach(checkKey);
		return keys;
	},
);

/** Whether an entry can have this key. */
export function isMetadataKey(key: string): boolean {
	return KEY.test(key);
}

function checkKey(key: string): void {
	checkLength('key', key, LIMITS.keyLength);
	if (isMetadataKey(key)) return;
	throw new InvalidValue(
		'has a key with other characters than letters, digits, dots, underscores and dashes',
	);
}

function checkLength(what: string, text: string, most: number): void {
	const length = characters(text);
	if (length <= most) return;
	throw new InvalidValue(`has a ${what} of ${length} characters, the most is ${most}`);
}
