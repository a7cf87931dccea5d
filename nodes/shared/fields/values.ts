import { jsonParse } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { InvalidValue, type ReadContext } from './field';

/** Whether nothing was entered. */
export function isBlank(value: unknown): value is undefined | null | '' {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

/** Length in code points: an emoji is one character, not two. */
export function characters(text: string): number {
	return [...text].length;
}

/**
 * Parses text that holds a JSON object or array, and returns any other value unchanged.
 *
 * @throws InvalidValue when the text begins like one and is not valid JSON
 */
export function unwrapJson(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const parsed = jsonParse<unknown>(value, { fallbackValue: null });
	if (parsed === null) {
		throw new InvalidValue('is not valid JSON', 'Check quotes, commas and brackets.');
	}
	return parsed;
}

/**
 * The rows of a fixed collection as the editor stores them: `{ values: [...] }`, or `{}` without
 * any.
 *
 * @returns undefined if the value has another shape, e.g. comes from an expression
 */
export function editorRows(value: unknown): unknown[] | undefined {
	if (!isRecord(value)) return undefined;
	const { values, ...others } = value;
	const rows = values ?? [];
	return Array.isArray(rows) && Object.keys(others).length === 0 ? rows : undefined;
}

/**
 * Numbers and booleans count as text.
 *
 * @throws InvalidValue for anything else
 */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InvalidValue('must be text');
}

/** Accepts a list, JSON text of one, and text separated by commas or, where it was pasted, by lines. */
export function asList(value: unknown): unknown[] {
	if (isBlank(value)) return [];
	const list = unwrapJson(value);
	if (Array.isArray(list)) return list;
	return asText(list)
		.split(/[,\r\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** A blank in a form means the default. JSON has no default: its author leaves the key out. */
export function whenBlank<Value>(initial: Value, { isJson }: ReadContext): Value {
	if (!isJson) return initial;
	throw new InvalidValue('is empty', 'Enter a value, or leave it out.');
}
