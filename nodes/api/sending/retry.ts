import type { Failure, Outcome } from '../answers/outcome';
import { retryAfter } from '../answers/retryAfter';
import { now as clock } from '../clock';

/** Limits of retries. Everything that waits has one. */
export const RETRY = {
	maxAttempts: 8,
	firstDelayMs: 500,
	maxDelayMs: 30_000,
	/** A longer Retry-After is reported instead of waited for. */
	maxRetryAfterMs: 120_000,
	/**
	 * No further attempt starts after this time; pickers and hooks have less, because people wait.
	 */
	maxTotalMs: 300_000,
} as const;

/** What the retry rule needs to know about the attempts so far. */
export interface Attempts {
	/** Number of attempts, including the one that just ended. */
	readonly made: number;
	/** Milliseconds in attempts and in waits between them, without queueing for a slot. */
	readonly elapsedMs: number;
	/** No further attempt starts after this many milliseconds. */
	readonly patienceMs: number;
	/** Whether repeating the request does no harm (idempotent, keyed, or naturally so). */
	readonly repeatable: boolean;
}

/**
 * The retry rule: repeat only what does no harm when it is done twice.
 *
 * A 429 was never processed (Twilio error 20429), nor was a request that was never sent; everything
 * else is repeated only if that does no harm. This includes a 503 with a Retry-After: it may come
 * after the work was done.
 *
 * @param outcome of the attempt that just ended
 * @param attempts see `Attempts`
 * @param random a number from 0 to 1, for the jitter
 * @param now milliseconds since 1970, to convert a Retry-After date
 * @returns milliseconds until the next attempt, or undefined to give up
 */
export function retryDelay(
	outcome: Outcome,
	{ made, elapsedMs, patienceMs, repeatable }: Attempts,
	random = Math.random(),
	now = Date.now(),
): number | undefined {
	if (!mayRepeat(outcome, repeatable) || made >= RETRY.maxAttempts) return undefined;
	// Jitter on top of a Retry-After too: otherwise all requests with the same one would retry
	// together.
	const delay = Math.max(retryAfter(outcome, now) ?? 0, backoff(made, random));
	const tooLong = delay > RETRY.maxRetryAfterMs || elapsedMs + delay > patienceMs;
	return tooLong ? undefined : delay;
}

function mayRepeat(outcome: Outcome, repeatable: boolean): boolean {
	if (outcome.kind === 'unreachable' || isRateLimited(outcome)) return true;
	// A server that is not Twilio would answer the same again.
	return repeatable && outcome.kind !== 'foreign' && isUncertain(outcome);
}

function isRateLimited(outcome: Outcome): boolean {
	return outcome.kind === 'httpError' && outcome.status === 429;
}

/**
 * Whether a server asks for fewer requests. Whether this request was carried out is another
 * question: see `isUncertain`.
 */
export function isThrottled(outcome: Outcome, now = Date.now()): boolean {
	const isBusy = outcome.kind === 'httpError' && outcome.status === 503;
	return isRateLimited(outcome) || (isBusy && retryAfter(outcome, now) !== undefined);
}

/**
 * Refusals that may come after the work was done: a proxy stopped waiting (408, 425, 499), or the
 * result is said to be elsewhere (RFC 9110, section 15.4.4).
 */
const AFTER_THE_WORK = new Set([303, 408, 425, 499]);

/**
 * The server does not support the method or HTTP version (RFC 9110, sections 15.6.2 and 15.6.6).
 */
const NOT_UNDERSTOOD = new Set([501, 505]);

/**
 * Whether a request may have been carried out although it has no good answer. A 503 is no exception
 * if it has a Retry-After: a proxy before Twilio may have sent it, after the work was done.
 */
export function isUncertain(outcome: Outcome): boolean {
	if (outcome.kind !== 'httpError') return ['lost', 'garbled', 'foreign'].includes(outcome.kind);
	const { status } = outcome;
	if (NOT_UNDERSTOOD.has(status)) return false;
	return status < 200 || status >= 500 || AFTER_THE_WORK.has(status);
}

/** Whether the server may accept the same request later. */
export function isTransient(outcome: Outcome): boolean {
	return outcome.kind === 'unreachable' || isRateLimited(outcome) || isUncertain(outcome);
}

/** Whether there is a server that answers, even with a refusal. */
export function isAnswer(outcome: Outcome): boolean {
	if (outcome.kind === 'httpError') return outcome.status < 500 && outcome.status !== 429;
	return outcome.kind === 'done';
}

/** Exponential backoff with full jitter, so that many requests do not retry at the same moment. */
function backoff(made: number, random: number): number {
	return random * Math.min(RETRY.maxDelayMs, RETRY.firstDelayMs * 2 ** (made - 1));
}

/** A finished attempt, with the decision of the retry rule. */
export interface Attempted {
	readonly outcome: Outcome;
	/** Milliseconds until the next attempt; undefined: give up. */
	readonly delay: number | undefined;
}

/** The attempts at one request: their number, their outcomes, and whether another one follows. */
export class Retrying {
	made = 0;

	/** What the last attempt failed with. */
	failure: Failure | undefined;

	/** Milliseconds until the next attempt; undefined: there is none. */
	delay: number | undefined;

	/** Whether an attempt may have been carried out although it has no good answer. */
	mayHaveRun = false;

	private begunAt: number | undefined;

	private elapsedMs = 0;

	/** Both as in `Attempts`. */
	constructor(
		readonly repeatable: boolean,
		private readonly patienceMs: number,
	) {}

	/** When the first attempt began; now, if there was none. */
	begin(): number {
		return (this.begunAt ??= clock());
	}

	/**
	 * Makes one attempt, and applies the retry rule to its outcome.
	 *
	 * @param send sends the request
	 * @throws what `send` throws
	 */
	async attempt(send: () => Promise<Outcome>): Promise<Attempted> {
		const sentAt = clock();
		this.made++;
		const outcome = await send();
		this.elapsedMs += clock() - sentAt;
		this.failure = outcome.kind === 'done' ? undefined : outcome;
		this.mayHaveRun ||= isUncertain(outcome);
		this.delay = retryDelay(outcome, this.attempts);
		return { outcome, delay: this.delay };
	}

	/** @param milliseconds between two attempts, without queueing for a slot */
	waited(milliseconds: number): void {
		this.elapsedMs += milliseconds;
	}

	/** The attempts, for an error. */
	get summary() {
		const { made: attempts, repeatable, mayHaveRun } = this;
		return { attempts, repeatable, mayHaveRun };
	}

	private get attempts(): Attempts {
		const { made, elapsedMs, patienceMs, repeatable } = this;
		return { made, elapsedMs, patienceMs, repeatable };
	}
}
