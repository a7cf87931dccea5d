import { tryToParseDateTime } from 'n8n-workflow';

import { type Appearance, type OptionalField, InvalidValue } from './field';
import { isBlank } from './values';

/**
 * A date and time. Without a time zone it is in the workflow's zone; a number is milliseconds since
 * 1970, as in JavaScript.
 */
export function dateTimeField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance = {},
): OptionalField<Date, Name> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', ...appearance },
		parse: (value, { timezone }) => (isBlank(value) ? undefined : asDate(value, timezone)),
	};
}

/**
 * @param timezone for dates without one
 * @param hint what to enter instead
 * @throws InvalidValue when it is no date
 */
export function asDate(
	value: unknown,
	timezone: string,
	hint = 'Enter a date, e.g. 2026-01-31T09:00:00Z',
): Date {
	const date = fromMilliseconds(value) ?? tryDate(value, timezone);
	if (date === undefined) {
		if (/^\d{9,10}$/.test(String(value).trim())) {
			throw new InvalidValue(
				`is no date: "${String(value)}"`,
				'If it counts seconds since 1970, multiply it by 1000; or enter a date, e.g. 2026-01-31T09:00:00Z',
			);
		}
		throw new InvalidValue(`is no date: "${String(value)}"`, hint);
	}
	return date;
}

/**
 * Covers 1973 to 2286. Digits that begin like a date (202601310900) may be meant as one, so they
 * are refused.
 */
const MILLISECONDS = /^(?!(19|20)\d\d(0[1-9]|1[0-2])\d{6}$)\d{12,13}$/;

function fromMilliseconds(value: unknown): Date | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const digits = String(value).trim();
	const isMeant = typeof value === 'number' ? /^\d{12,13}$/ : MILLISECONDS;
	return isMeant.test(digits) ? new Date(Number(digits)) : undefined;
}

function tryDate(value: unknown, timezone: string): Date | undefined {
	try {
		return isGuess(value) ? undefined : tryToParseDateTime(value, timezone).toJSDate();
	} catch {
		// The caller names the value, which helps more than the parser's list of formats.
		return undefined;
	}
}

const FAR_APART = ['Etc/GMT+12', 'Etc/GMT-12'] as const;
/**
 * n8n's parser falls back to Date.parse, which accepts "Order 2030", and reads "2026-1-5" in the
 * machine's time zone. Such a guess is recognised by not depending on the time zone although the
 * text has none.
 */
function isGuess(value: unknown): boolean {
	if (typeof value === 'object') return false;
	const [west, east] = FAR_APART.map((zone) => tryToParseDateTime(value, zone));
	return west.zoneName === FAR_APART[0] && west.toMillis() === east.toMillis();
}
