import { type Field, InvalidValue, refined } from './field';
import { textMap } from './textMap';

/** twilio 6.2, CreateConversationWithConfigRequest; Twilio docs, Orchestrator metadata. */
const LIMITS = { entries: 8, keyLength: 128, valueLength: 512 } as const;
const KEY = /^[A-Za-z0-9._-]+$/;

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
}): Field<Record<string, string | null> | undefined, 'metadata'> {
	const field = textMap(
		'metadata',
		'Metadata',
		{
			key: {
				placeholder: 'e.g. order.id',
				description: 'Letters, digits, dots, underscores and dashes, up to 128 characters',
			},
			value: {
				placeholder: 'e.g. 4711',
				description: removes
					? 'Up to 512 characters. Leave empty to remove the entry.'
					: 'Up to 512 characters',
			},
			read: (value, key) => {
				checkLength('key', key, LIMITS.keyLength);
				if (!KEY.test(key)) {
					throw new InvalidValue(
						'has a key with other characters than letters, digits, dots, underscores and dashes',
					);
				}
				if (value === '' && removes) return null;
				checkLength('value', value, LIMITS.valueLength);
				return value;
			},
		},
		{
			description: `Your own data on the conversation, up to 8 entries${removes ? '. Entries that are not named here stay as they are.' : ''}`,
		},
	);
	return refined(field, (entries) => {
		const kept = Object.values(entries ?? {}).filter((text) => text !== null).length;
		if (kept > LIMITS.entries) {
			throw new InvalidValue(`has ${kept} entries, the most is ${LIMITS.entries}`);
		}
	});
}

function checkLength(what: string, { length }: string, most: number): void {
	if (length <= most) return;
	throw new InvalidValue(`has a ${what} of ${length} characters, the most is ${most}`);
}
