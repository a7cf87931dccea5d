import { parseHttpDate } from '../clock';
import type { Outcome } from './outcome';

/**
 * How long an answer asks to wait. Retry-After is a number of seconds or a date (RFC 9110, section
 * 10.2.3).
 *
 * @param now milliseconds since 1970, to convert a date
 * @returns milliseconds; undefined if there is none, or none that can be parsed
 */
export function retryAfter(outcome: Outcome, now = Date.now()): number | undefined {
	if (outcome.kind === 'done') return parseRetryAfter(outcome.answer.headers, now);
	return outcome.kind === 'httpError' ? parseRetryAfter(outcome.headers, now) : undefined;
}

function parseRetryAfter(headers: Readonly<Record<string, string>>, now: number) {
	const value = headers['retry-after']?.trim();
	if (value === undefined || value === '') return undefined;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
	const date = parseHttpDate(value);
	return date === undefined ? undefined : Math.max(0, date - now);
}
