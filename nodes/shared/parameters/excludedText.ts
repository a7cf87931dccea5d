import { InvalidValue } from '../fields/field';

/** What an expression by mistake makes of nothing, of a list or of an object. */
const NO_TEXT = /^(undefined|null|nan|\[object \w+\]|invalid date(time)?|[[{]\s*["\]}].*)$/is;

/** In quotes, as copied from JSON or from a text. */
const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”)$/s;

/**
 * Reads a text that leaves records out. One that no record has would leave none out, so what cannot be
 * meant is refused.
 *
 * @returns the text without quotes around it
 * @throws InvalidValue for an expression's slip, several lines, or nothing but quotes and blanks
 */
export function excludedText(entered: string): string {
	const text = entered.trim();
	if (/[\r\n]/.test(text)) throw severalLines();
	if (NO_TEXT.test(text)) {
		throw new InvalidValue(
			`is no text: "${text}"`,
			'Its expression gives nothing that can be left out. Correct it, or enter a text.',
		);
	}
	const inside =
		QUOTED.exec(text)
			?.slice(1)
			.find((part) => part !== undefined) ?? text;
	if (comparable(inside) === '') throw new InvalidValue('is empty', 'Enter a text.');
	return inside;
}

/**
 * Reads a text that selects records. Line breaks around it come from pasting.
 *
 * @throws InvalidValue for several lines
 */
export function selectedText(entered: string): string {
	const text = entered.replace(/^[\t\r\n]+|[\t\r\n]+$/g, '');
	if (/[\r\n]/.test(text)) throw severalLines();
	return text;
}

/**
 * A text as texts that leave records out are compared: without case, width, invisible characters and
 * the kind and number of blanks. Leaving out one too many is the safe side.
 */
export function comparable(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

function severalLines(): InvalidValue {
	return new InvalidValue('has several lines', 'Enter one text, in one line.');
}
