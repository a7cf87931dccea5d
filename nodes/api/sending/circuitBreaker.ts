import { sleep } from 'n8n-workflow';

import { Cancellation } from '../cancellation';
import { now } from '../clock';
import type { Failure, Outcome } from '../answers/outcome';
import { isThrottled, isTransient, RETRY, retryAfter } from './retry';

/** So long the others wait for the first answer of a run. */
const FIRST_ANSWER_MS = 2000;

/**
 * A request may use up its tries in a moment by chance; when nothing was accepted for so long, it is
 * no chance.
 */
const LONG_SILENCE_MS = 30_000;

/** A try, and what the retry rule makes of it. */
interface Attempted {
	readonly outcome: Outcome;
	readonly delay: number | undefined;
}

interface Times {
	readonly sentAt: number;
	readonly begun: number;
	readonly delay: number | undefined;
}

/**
 * Ends a run that gets nowhere, for all of its requests together.
 *
 * What the first request finds out need not be found out ten thousand times: a credential that is not
 * accepted is asked about once, and while nothing at all is accepted, the whole run has the patience
 * of one request. Whatever is accepted starts that patience anew. Once it has opened, nothing more is
 * sent: what waits fails with the failure that opened it, and what is under way is finished.
 */
export class CircuitBreaker {
	/** Ends all waits when it opens. */
	readonly opened = new Cancellation();

	private reason: Failure | undefined;

	private acceptedAt = -Infinity;

	/** Since when nothing was accepted, although it was asked for. */
	private refusedSince: number | undefined;

	private underWay = 0;

	/** A failure that speaks for all, unless something under way is accepted. */
	private suspected: Failure | undefined;

	private hasFirst = false;

	private isAnswered = false;

	private answerFirst: () => void = () => undefined;

	private readonly firstAnswer = new Promise<void>((resolve) => {
		this.answerFirst = resolve;
	});

	private limit: Promise<void> | undefined;

	/** @param patienceMs how long the run goes on while nothing at all is accepted */
	constructor(private readonly patienceMs: number = RETRY.maxTotalMs) {}

	/** Why nothing more is sent; undefined while something is. */
	get failure(): Failure | undefined {
		return this.reason;
	}

	/**
	 * Lets the first request of the run go alone, so that what cannot succeed for any is asked once.
	 *
	 * @param wait ends with the request
	 * @returns called when that request is over, sent or not
	 * @throws Cancelled when that came first
	 */
	async admit(wait: Cancellation): Promise<() => void> {
		const isFirst = !this.hasFirst;
		this.hasFirst = true;
		if (isFirst) return () => this.answerFirst();
		if (!this.isAnswered) {
			this.limit ??= sleep(FIRST_ANSWER_MS);
			await wait.race(Promise.race([this.firstAnswer, this.limit]));
		}
		return () => undefined;
	}

	/**
	 * Takes the outcome of one try to account.
	 *
	 * @param attempt sends it, and says how long to wait for the next try (undefined: it is given up)
	 * @param begun when the first try of this request was sent
	 */
	async watch(attempt: () => Promise<Attempted>, begun: number): Promise<Outcome> {
		const sentAt = now();
		this.underWay++;
		try {
			const { outcome, delay } = await attempt();
			if (outcome.kind === 'done') this.accepted();
			else this.failed(outcome, { sentAt, begun, delay });
			return outcome;
		} finally {
			this.underWay--;
			this.isAnswered = true;
			this.answerFirst();
			if (this.underWay === 0 && this.suspected !== undefined) this.open(this.suspected);
		}
	}

	private accepted(): void {
		this.acceptedAt = now();
		this.refusedSince = undefined;
		this.suspected = undefined;
	}

	private failed(outcome: Failure, { sentAt, begun, delay }: Times): void {
		if (isHopeless(outcome, this.acceptedAt > -Infinity)) this.open(outcome);
		else if (outcome.kind === 'httpError' && !isTransient(outcome)) this.accepted();
		else if (isTransient(outcome)) {
			this.refusedSince ??= Math.max(sentAt, this.acceptedAt);
			if (now() + (delay ?? 0) - this.refusedSince > this.patienceMs) this.open(outcome);
			// It was given up, and nothing at all was accepted since its first try.
			const isGivenUp = delay === undefined && this.acceptedAt < begun;
			const silentMs = now() - this.refusedSince;
			if (isGivenUp && isAboutAll(outcome, silentMs)) this.suspected = outcome;
		}
	}

	private open(failure: Failure): void {
		this.reason ??= failure;
		this.opened.cancel();
	}
}

/** Twilio or a proxy on the way does not accept who asks, whatever is asked. */
const NO_WAY_THROUGH = new Set([401, 407]);

/** Whether no request of the run can succeed: its credential or its way to Twilio is no good. */
function isHopeless(outcome: Failure, wasAccepted: boolean): boolean {
	// What this machine does not send may be about one request, if it has sent others.
	if (outcome.kind === 'blocked') return !wasAccepted;
	if (outcome.kind !== 'httpError') return false;
	// Another host answers, e.g. because the base URL begins with http; or it is one record alone.
	if (outcome.status >= 300 && outcome.status <= 399) return !wasAccepted;
	return NO_WAY_THROUGH.has(outcome.status);
}

/**
 * Whether a request that was given up says so about the server as a whole: it takes nothing, or not
 * before long. A breakdown may be about one record.
 *
 * @param silentMs since when nothing at all was accepted
 */
function isAboutAll(outcome: Failure, silentMs: number): boolean {
	const isLongSilence = silentMs >= LONG_SILENCE_MS;
	if (outcome.kind === 'unreachable') return isLongSilence;
	if (outcome.kind !== 'httpError' || !isThrottled(outcome)) return false;
	if ((retryAfter(outcome) ?? 0) > RETRY.maxRetryAfterMs) return true;
	return outcome.status === 429 && isLongSilence;
}
