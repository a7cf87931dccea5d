import type { Outcome } from './outcome';

/** How long and how often a request is tried. Everything that waits has a bound. */
export const RETRY = {
	maxAttempts: 8,
	firstDelayMs: 500,
	maxDelayMs: 30_000,
	/** A longer Retry-After is not waited for but said. */
	maxRetryAfterMs: 120_000,
	/** Where nobody sits and waits, no further attempt is begun after this long. */
	maxTotalMs: 300_000,
} as const;

/** What the rule needs to know about the attempts so far. */
export interface Attempts {
	/** How many attempts were made, the one that just ended included. */
	readonly made: number;
	/** Milliseconds spent in attempts and in the waits between them, not in a queue for a slot. */
	readonly elapsedMs: number;
	/** No further attempt is begun after this many milliseconds. */
	readonly patienceMs: number;
	/** Whether carrying the request out twice does no harm (idempotent, keyed, or naturally so). */
	readonly repeatable: boolean;
}

/**
 * The one retry rule: repeat only what cannot do harm twice.
 *
 * A 429 was never processed (Twilio error 20429), nor was a 503 that names a time to come back,
 * nor what never left; all else is repeated only where a second time does no harm.
 *
 * @param outcome of the attempt that just ended
 * @param attempts see `Attempts`
 * @param random a number from 0 to 1, for the jitter
 * @param now milliseconds since 1970, to read a Retry-After that is a date
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export function retryDelay(
	outcome: Outcome,
	{ made, elapsedMs, patienceMs, repeatable }: Attempts,
	random = Math.random(),
	now = Date.now(),
): number | undefined {
	if (!mayRepeat(outcome, repeatable, now) || made >= RETRY.maxAttempts) return undefined;
	// Also where a time is given: all who were given the same would come back together.
	const delay = Math.max(retryAfter(outcome, now) ?? 0, backoff(made, random));
	const tooLong = delay > RETRY.maxRetryAfterMs || elapsedMs + delay > patienceMs;
	return tooLong ? undefined : delay;
}

function mayRepeat(outcome: Outcome, repeatable: boolean, now: number): boolean {
	if (outcome.kind === 'unreachable' || isThrottled(outcome, now)) return true;
	return repeatable && isUncertain(outcome, now);
}

/** Whether Twilio turned a request away without processing it, because there were too many. */
export function isThrottled(outcome: Outcome, now = Date.now()): boolean {
	if (outcome.kind !== 'refused') return false;
	return (
		outcome.status === 429 || (outcome.status === 503 && retryAfter(outcome, now) !== undefined)
	);
}

/** Whether a request may have been carried out although no good answer came. */
export function isUncertain(outcome: Outcome, now = Date.now()): boolean {
	if (outcome.kind === 'lost' || outcome.kind === 'garbled') return true;
	const brokeDown = outcome.kind === 'refused' && [500, 502, 503, 504].includes(outcome.status);
	return brokeDown && !isThrottled(outcome, now);
}

/** Whether something is there that can answer, be it with a refusal. */
export function isAnswer(outcome: Outcome): boolean {
	if (outcome.kind === 'refused') return outcome.status < 500 && outcome.status !== 429;
	return outcome.kind === 'done';
}

/** Exponential with full jitter, so that many requests do not come back at the same moment. */
function backoff(made: number, random: number): number {
	return random * Math.min(RETRY.maxDelayMs, RETRY.firstDelayMs * 2 ** (made - 1));
}

/**
 * How long an answer asks to wait.
 *
 * @returns milliseconds; undefined where it says nothing, or nothing that can be understood
 */
export function retryAfter(outcome: Outcome, now = Date.now()): number | undefined {
	if (outcome.kind === 'done') return parseRetryAfter(outcome.answer.headers, now);
	return outcome.kind === 'refused' ? parseRetryAfter(outcome.headers, now) : undefined;
}

/** e.g. `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, section 5.6.7) */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* \d\d:\d\d:\d\d GMT$/;

/** Retry-After is a number of seconds or a date (RFC 9110, section 10.2.3). */
function parseRetryAfter(headers: Readonly<Record<string, string>>, now: number) {
	const value = headers['retry-after']?.trim();
	if (value === undefined || value === '') return undefined;
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
	// Date.parse takes almost anything for a date ("Mon 5" is one in 2001, so no wait at all).
	const date = HTTP_DATE.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
