import { jsonParse } from 'n8n-workflow';

import { isRecord } from './json';

/**
 * Ids become part of a path. Anything that would change the path or is invalid in one (half an
 * emoji) is refused; nothing else is assumed, because the documented formats are only examples.
 */
const MALFORMED = /[\s/?#\\\p{Surrogate}]/u;

/** In quotes, as copied from JSON or from a text. */
const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”)$/s;

/** Why an ID was refused. */
export interface NoId {
	/** To follow the name of the field: "is empty". */
	readonly complaint: string;
	readonly hint: string;
}

/**
 * Reads an ID from a picker, an expression, a model, or as typed.
 *
 * @param entered the ID, possibly in quotes or as the only element of a list; or a resource locator
 *   with its `value`; or JSON text of these
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

/** Removes the wrappings that people and models put around an ID, one per round. */
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
