import { tryToParseDateTime } from 'n8n-workflow';

import { type Field, InvalidValue, type Look, type Plain } from './field';
import { isBlank } from './values';

/** Whether something is so. */
export function flag<Name extends string>(
	name: Name,
	displayName: string,
	initial: boolean,
	look: Look,
): Field<boolean, Name> {
	return {
		name,
		property: {
			...{ displayName, name, type: 'boolean', default: false, ...look },
			default: initial,
		},
		parse: (value) => {
			if (isBlank(value)) return initial;
			if (typeof value === 'boolean') return value;
			const word = String(value).trim().toLowerCase();
			if (word !== 'true' && word !== 'false') throw new InvalidValue('must be true or false');
			return word === 'true';
		},
	};
}

type Range = Look & { min: number; max?: number };

/** A whole number from `min` to `max`. */
export function count<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	range: Range,
): Field<number, Name> {
	return numeric(name, displayName, initial, range, (number) => {
		if (!Number.isInteger(number)) throw new InvalidValue('must be a whole number');
	});
}

/** A number from `min` to `max`. */
export function amount<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	range: Range,
): Field<number, Name> {
	return numeric(name, displayName, initial, range, (number) => {
		if (!Number.isFinite(number)) throw new InvalidValue('must be a number');
	});
}

function numeric<Name extends string>(
	name: Name,
	displayName: string,
	initial: number,
	{ min, max = Number.MAX_SAFE_INTEGER, ...look }: Range,
	check: (number: number) => void,
): Field<number, Name> {
	return {
		name,
		property: {
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: min },
			default: initial,
			...look,
		},
		parse: (value) => {
			const number = isBlank(value) ? initial : asNumber(value);
			check(number);
			if (number < min) throw new InvalidValue(`must be at least ${min}`);
			if (number > max) throw new InvalidValue(`must be at most ${max}`);
			return number;
		},
	};
}

/** Number() would also make one of `true` and of `[5]`. */
function asNumber(value: unknown): number {
	return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
}

/** A moment; a date without a time zone is one in the workflow's. */
export function moment<Name extends string>(
	name: Name,
	displayName: string,
	look: Look = {},
): Plain<Date, Name, undefined> {
	return {
		name,
		property: { displayName, name, type: 'dateTime', default: '', ...look },
		parse: (value, { timezone }) => (isBlank(value) ? undefined : asDate(value, timezone)),
	};
}

function asDate(value: unknown, timezone: string): Date {
	const date = tryDate(value, timezone);
	if (date === undefined) {
		throw new InvalidValue(
			`is no date: "${String(value)}"`,
			'Enter a date, e.g. 2026-01-31T09:00:00Z',
		);
	}
	return date;
}

function tryDate(value: unknown, timezone: string): Date | undefined {
	try {
		return isGuess(value) ? undefined : tryToParseDateTime(value, timezone).toJSDate();
	} catch {
		// The caller says which value it is, which tells more than the parser's list of formats.
		return undefined;
	}
}

const FAR_APART = ['Etc/GMT+12', 'Etc/GMT-12'] as const;

/**
 * n8n's parser ends with Date.parse, which takes "Order 2030" for a date, and "2026-1-5" for one in
 * the machine's time zone. Such a guess names no zone and yet is the same moment in all of them.
 */
function isGuess(value: unknown): boolean {
	if (typeof value === 'object') return false;
	const [west, east] = FAR_APART.map((zone) => tryToParseDateTime(value, zone));
	return west.zoneName === FAR_APART[0] && west.toMillis() === east.toMillis();
}
