import type { Failure, Outcome } from '../answers/outcome';
import { retryAfter } from '../answers/retryAfter';
import { now as clock } from '../clock';

/** How long and how often a request is tried. Everything that waits has a bound. */
export const RETRY = {
	maxAttempts: 8,
	firstDelayMs: 500,
	maxDelayMs: 30_000,
	/** A longer Retry-After is not waited for but said. */
	maxRetryAfterMs: 120_000,
	/** No further attempt begins after this long; pickers and hooks have less, as people wait. */
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
 * A 429 was never processed (Twilio error 20429), nor was what never left; all else is repeated only
 * where a second time does no harm. That goes for a 503 with a Retry-After too: it may come after
 * the work.
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
	if (!mayRepeat(outcome, repeatable) || made >= RETRY.maxAttempts) return undefined;
	// Jitter also on top of a Retry-After: all who got the same one would come back together.
	const delay = Math.max(retryAfter(outcome, now) ?? 0, backoff(made, random));
	const tooLong = delay > RETRY.maxRetryAfterMs || elapsedMs + delay > patienceMs;
	return tooLong ? undefined : delay;
}

function mayRepeat(outcome: Outcome, repeatable: boolean): boolean {
	if (outcome.kind === 'unreachable' || isRateLimited(outcome)) return true;
	// A server that is not Twilio answers the same again.
	return repeatable && outcome.kind !== 'foreign' && isUncertain(outcome);
}

function isRateLimited(outcome: Outcome): boolean {
	return outcome.kind === 'httpError' && outcome.status === 429;
}

/**
 * Whether a server asks for fewer requests. This is about the pace alone: whether the request was
 * carried out is another question, see `isUncertain`.
 */
export function isThrottled(outcome: Outcome, now = Date.now()): boolean {
	const isBusy = outcome.kind === 'httpError' && outcome.status === 503;
	return isRateLimited(outcome) || (isBusy && retryAfter(outcome, now) !== undefined);
}

/**
 * Refusals that may come after the work: somebody in between lost patience (408, 425, 499), or the
 * result is said to be elsewhere (RFC 9110, section 15.4.4).
 */
const AFTER_THE_WORK = new Set([303, 408, 425, 499]);

/** The server does not know the method or this HTTP (RFC 9110, sections 15.6.2 and 15.6.6). */
const NOT_UNDERSTOOD = new Set([501, 505]);

/**
 * Whether a request may have been carried out although no good answer came. A 503 is no exception
 * where it names a time: it may have been sent by what stands before Twilio, after the work.
 */
export function isUncertain(outcome: Outcome): boolean {
	if (outcome.kind !== 'httpError') return ['lost', 'garbled', 'foreign'].includes(outcome.kind);
	const { status } = outcome;
	if (NOT_UNDERSTOOD.has(status)) return false;
	return status < 200 || status >= 500 || AFTER_THE_WORK.has(status);
}

/** Whether the same request may be taken later, as far as the server is concerned. */
export function isTransient(outcome: Outcome): boolean {
	return outcome.kind === 'unreachable' || isRateLimited(outcome) || isUncertain(outcome);
}

/** Whether something is there that can answer, be it with a refusal. */
export function isAnswer(outcome: Outcome): boolean {
	if (outcome.kind === 'httpError') return outcome.status < 500 && outcome.status !== 429;
	return outcome.kind === 'done';
}

/** Exponential with full jitter, so that many requests do not come back at the same moment. */
function backoff(made: number, random: number): number {
	return random * Math.min(RETRY.maxDelayMs, RETRY.firstDelayMs * 2 ** (made - 1));
}

/** An attempt that has ended, and what the retry rule makes of it. */
export interface Attempted {
	readonly outcome: Outcome;
	/** Milliseconds to wait before the next attempt; undefined: it is given up. */
	readonly delay: number | undefined;
}

/** The attempts at one request: how many there were, what became of them, and whether one follows. */
export class Retrying {
	made = 0;

	/** What the last attempt failed with. */
	failure: Failure | undefined;

	/** Milliseconds to wait before the next attempt; undefined: there is none. */
	delay: number | undefined;

	/** Whether one of them may have been carried out although no good answer came. */
	mayHaveRun = false;

	private begunAt: number | undefined;

	private elapsedMs = 0;

	/** Both as in `Attempts`. */
	constructor(
		readonly repeatable: boolean,
		private readonly patienceMs: number,
	) {}

	/** When the first attempt began, which may be now. */
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

	/** @param milliseconds between two attempts; time in a queue for a slot does not count */
	waited(milliseconds: number): void {
		this.elapsedMs += milliseconds;
	}

	/** What an error says about the attempts. */
	get summary() {
		const { made: attempts, repeatable, mayHaveRun } = this;
		return { attempts, repeatable, mayHaveRun };
	}

	private get attempts(): Attempts {
		const { made, elapsedMs, patienceMs, repeatable } = this;
		return { made, elapsedMs, patienceMs, repeatable };
	}
}
