import type { INodeListSearchItems } from 'n8n-workflow';

import { addressKey } from '../address';

/** One line of a picker, with what a search finds it by. */
export interface PickerEntry extends INodeListSearchItems {
	/** Found by any part of them, e.g. of a name; upper and lower case do not matter. */
	readonly texts: readonly unknown[];
	/** Found by the beginning of a word: "active" finds ACTIVE and not INACTIVE. */
	readonly words: readonly unknown[];
	/** Found by any part of them, in any notation: "501 712" finds +15017122661. */
	readonly addresses: readonly string[];
}

/**
 * Compares what was typed with entries, since Twilio cannot search.
 *
 * @param typed into the search of the picker; blank: all entries match
 */
export function toMatch(typed: string | undefined): (entry: PickerEntry) => boolean {
	const wanted = typed?.trim().toLowerCase() ?? '';
	const key = addressKey(wanted);
	return ({ texts, words, addresses, value }) =>
		[...texts, ...addresses, value].some((text) => lower(text).includes(wanted)) ||
		words.some((word) => beginsWord(lower(word), wanted)) ||
		(key !== '' && addresses.some((address) => addressKey(address).includes(key)));
}

function lower(value: unknown): string {
	return typeof value === 'string' ? value.toLowerCase() : '';
}

/** The words of AI_AGENT are that itself and AGENT. */
function beginsWord(word: string, wanted: string): boolean {
	return word.startsWith(wanted) || word.split('_').some((part) => part.startsWith(wanted));
}

/** @returns what n8n takes */
export function toSearchItem({ name, value, description }: PickerEntry): INodeListSearchItems {
	return { name, value, ...(description !== undefined && { description }) };
}

/**
 * A line that says what the list does not tell. n8n 2.41 has no other place for it in a picker; to choose
 * it is to choose nothing.
 */
export function noteItem(sentence: string): INodeListSearchItems {
	return { name: `(${sentence})`, value: '' };
}

/** @param count of the records that were looked at, where there are more */
export function searchedOnly(count: number): INodeListSearchItems {
	return noteItem(`Only ${count.toLocaleString('en-US')} were searched. Or enter the ID.`);
}
