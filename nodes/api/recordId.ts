import { jsonParse } from 'n8n-workflow';

import { isRecord } from './json';

/**
 * Ids go into a path, so what would change the path or has no place in one (half an emoji) is
 * refused; nothing else is assumed of them: the documented formats are examples.
 */
const MALFORMED = /[\s/?#\\\p{Surrogate}]/u;

/** In quotes, as people copy an ID out of JSON or of a text. */
const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”)$/s;

/** What is wrong with an ID that was entered. */
export interface NoId {
	/** Follows the name of the field: "is empty". */
	readonly complaint: string;
	readonly hint: string;
}

/**
 * Reads an ID that was chosen from a list, entered, or made by an expression or a model.
 *
 * @param entered the ID, also in quotes or alone in a list; or the value of a resource locator with
 *   its `value`; or JSON text of these
 * @returns the ID, or what is wrong with it
 */
export function readRecordId(entered: unknown): string | NoId {
	const raw = unwrap(entered);
	const id = String(raw ?? '').trim();
	if (id === '') return { complaint: 'is empty', hint: 'Choose from the list, or enter the ID.' };
	if (typeof raw === 'object' || MALFORMED.test(id) || /^\.+$/.test(id)) {
		return {
			complaint: `is no ID: "${typeof raw === 'object' ? JSON.stringify(raw) : id}"`,
			hint: 'Enter the ID alone, without spaces, slashes or question marks.',
		};
	}
	return id;
}

/** Whether nothing was entered. */
export function isNoRecordId(entered: unknown): boolean {
	return String(unwrap(entered) ?? '').trim() === '';
}

/** What people and models wrap an ID in. Each round takes one wrapping away, so it ends. */
function unwrap(entered: unknown): unknown {
	if (isRecord(entered) && 'value' in entered) return unwrap(entered.value);
	if (Array.isArray(entered) && entered.length === 1) return unwrap(entered[0]);
	if (typeof entered !== 'string') return entered;
	const text = entered.trim();
	if (/^[[{]/.test(text)) {
		const parsed = jsonParse<unknown>(text, { fallbackValue: null });
		return typeof parsed === 'object' && parsed !== null ? unwrap(parsed) : text;
	}
	const [, ...inside] = QUOTED.exec(text) ?? [];
	const quoted = inside.find((part) => part !== undefined);
	return quoted === undefined ? text : unwrap(quoted);
}
