import { asDate } from './dateTime';
import { type Appearance, InvalidValue, type OptionalField } from './field';
import { asText, isBlank } from './values';

/** Milliseconds since 1970, or milliseconds before the current time. */
export type RelativeDateTime = { readonly at: number } | { readonly agoMs: number };

/** E.g. `30 days ago`. */
const AGO = /^([+-]?\d+(?:\.\d+)?)\s*(minute|hour|day|week)s?\s+ago$/i;

const HOUR_MS = 3_600_000;
const UNITS: Readonly<Record<string, number>> = {
	minute: 60_000,
	hour: HOUR_MS,
	day: 24 * HOUR_MS,
	week: 7 * 24 * HOUR_MS,
};

/** A hundred years: a larger number means something else. */
const LONGEST_MS = 36_500 * UNITS.day;

const HINT = 'Enter a date, e.g. 2026-01-31T09:00:00Z, or e.g. 30 days ago';

/**
 * A date, or a time that counts back from now, so that a workflow that runs every night needs no
 * expression. A text field, because n8n's date picker accepts only dates.
 */
export function relativeDateTimeField<Name extends string>(
	name: Name,
	displayName: string,
	appearance: Appearance,
): OptionalField<RelativeDateTime, Name> {
	return {
		name,
		property: {
			...{ displayName, name, type: 'string', default: '' },
			placeholder: 'e.g. 30 days ago or 2026-01-31',
			...appearance,
		},
		parse: (value, { timezone }) => {
			if (isBlank(value)) return undefined;
			const [, amount, unit] = typeof value === 'string' ? (AGO.exec(value.trim()) ?? []) : [];
			return unit === undefined
				? { at: asDate(value, timezone, HINT).getTime() }
				: { agoMs: asDuration(asText(value).trim(), Number(amount), unit) };
		},
	};
}

function asDuration(entered: string, amount: number, unit: string): number {
	if (!Number.isInteger(amount) || amount < 1) {
		throw new InvalidValue(
			`is no time that is past: "${entered}"`,
			'Enter a whole number that is at least 1, e.g. 30 days ago',
		);
	}
	const duration = amount * UNITS[unit.toLowerCase()];
	if (duration <= LONGEST_MS) return duration;
	throw new InvalidValue(`is more than a hundred years ago: "${entered}"`, HINT);
}

/**
 * @param now the current time: milliseconds since 1970
 * @returns milliseconds since 1970
 */
export function resolved(time: RelativeDateTime, now: number): number {
	return 'at' in time ? time.at : now - time.agoMs;
}
