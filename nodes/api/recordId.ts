import { isRecord } from './problem';

/**
 * Ids go into a path, so what would change the path or has no place in one (half an emoji) is
 * refused; nothing else is assumed of them: the documented formats are examples.
 */
const MALFORMED = /[\s/?#\\\p{Surrogate}]/u;

/** What is wrong with an ID that was entered. */
export interface NoId {
	/** Follows the name of the field: "is empty". */
	readonly complaint: string;
	readonly hint: string;
}

/**
 * Reads an ID that was chosen from a list, entered, or made by an expression.
 *
 * @param entered the ID, or the value of a resource locator with its `value`
 * @returns the ID, or what is wrong with it
 */
export function readRecordId(entered: unknown): string | NoId {
	const raw = isRecord(entered) && 'value' in entered ? entered.value : entered;
	const id = String(raw ?? '').trim();
	if (id === '') return { complaint: 'is empty', hint: 'Choose from the list, or enter the ID.' };
	if (typeof raw === 'object' || MALFORMED.test(id) || /^\.+$/.test(id)) {
		return {
			complaint: `is no ID: "${id}"`,
			hint: 'Enter the ID alone, without spaces, slashes or question marks.',
		};
	}
	return id;
}
