import { tryToParseDateTime } from 'n8n-workflow';

import { type Field, InvalidValue, type Look, type Plain, type Scope } from './field';
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
		parse: (value, scope) => {
			if (isBlank(value)) return whenBlank(initial, scope);
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
		parse: (value, scope) => {
			const number = isBlank(value) ? whenBlank(initial, scope) : asNumber(value);
			check(number);
			if (number < min) throw new InvalidValue(`must be at least ${min}`);
			if (number > max) throw new InvalidValue(`must be at most ${max}`);
			return number;
		},
	};
}

/** A form begins with a value; JSON has what is written there. */
function whenBlank<Value>(initial: Value, { isJson }: Scope): Value {
	if (!isJson) return initial;
	throw new InvalidValue('is empty', 'Enter a value, or leave it out.');
}

/** Number() would also make one of `true` and of `[5]`. */
function asNumber(value: unknown): number {
	return typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
}

/**
 * A moment. A date without a time zone is one in the workflow's; a number counts milliseconds since
 * 1970, as JavaScript does.
 */
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
	const date = fromMilliseconds(value) ?? tryDate(value, timezone);
	if (date === undefined) {
		if (/^\d{9,10}$/.test(String(value).trim())) {
			throw new InvalidValue(
				`is no date: "${String(value)}"`,
				'If it counts seconds since 1970, multiply it by 1000; or enter a date, e.g. 2026-01-31T09:00:00Z',
			);
		}
		throw new InvalidValue(
			`is no date: "${String(value)}"`,
			'Enter a date, e.g. 2026-01-31T09:00:00Z',
		);
	}
	return date;
}

/** From 1973 to 2286. Digits that begin like a date (202601310900) could be meant as one. */
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
