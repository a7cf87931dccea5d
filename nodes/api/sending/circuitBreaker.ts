import { sleep } from 'n8n-workflow';

import { Cancellation } from '../cancellation';
import { now } from '../clock';
import type { Failure, Outcome } from '../answers/outcome';
import { retryAfter } from '../answers/retryAfter';
import { type Attempted, isThrottled, isTransient, RETRY } from './retry';

/** How long the other requests of a run wait for the answer to the first. */
const FIRST_ANSWER_MS = 2000;

/**
 * A single request may use up its attempts by chance; half a minute without any accepted one is an
 * outage.
 */
const LONG_SILENCE_MS = 30_000;

interface Times {
	readonly sentAt: number;
	readonly begun: number;
	readonly delay: number | undefined;
}

/**
 * Ends a run that makes no progress, for all of its requests together.
 *
 * Ten thousand requests need not find out the same: a credential that is not accepted is tried
 * once, and while nothing is accepted, the whole run has the time limit of one request. An accepted
 * request resets that. Once the breaker is open, nothing more is sent: waiting requests fail with
 * the failure that opened it, and those in flight are finished.
 */
export class CircuitBreaker {
	/** Ends all waits when it opens. */
	readonly opened = new Cancellation();

	private reason: Failure | undefined;

	private acceptedAt = -Infinity;

	/** Start of the time in which requests were sent and none was accepted. */
	private refusedSince: number | undefined;

	private underWay = 0;

	/** Opens the breaker unless a request in flight is accepted. */
	private suspected: Failure | undefined;

	private hasFirst = false;

	private isAnswered = false;

	private answerFirst: () => void = () => undefined;

	private readonly firstAnswer = new Promise<void>((resolve) => {
		this.answerFirst = resolve;
	});

	private limit: Promise<void> | undefined;

	/** @param patienceMs how long the run goes on while nothing is accepted */
	constructor(private readonly patienceMs: number = RETRY.maxTotalMs) {}

	/** The failure that opened the breaker; undefined while it is closed. */
	get failure(): Failure | undefined {
		return this.reason;
	}

	/**
	 * Lets the first request of a run go alone, so that one that cannot succeed is sent once and not
	 * for every item.
	 *
	 * @param wait ends with the request
	 * @returns a function to call when that request is over, sent or not
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
	 * Makes one attempt, and opens the breaker if its outcome requires it.
	 *
	 * @param attempt sends the request once
	 * @param begun when its first attempt was sent
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
			// It was given up, and nothing was accepted since its first attempt.
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

/** Twilio, or a proxy on the way, does not accept the credential, whatever the request. */
const NO_WAY_THROUGH = new Set([401, 407]);

/** Whether no request of the run can succeed: its credential or its route to Twilio is bad. */
function isHopeless(outcome: Failure, wasAccepted: boolean): boolean {
	// This machine refused to send it; if it has sent others, that is about this request only.
	if (outcome.kind === 'blocked') return !wasAccepted;
	if (outcome.kind !== 'httpError') return false;
	// Another host answers, e.g. because the base URL begins with http; or only this record is
	// elsewhere.
	if (outcome.status >= 300 && outcome.status <= 399) return !wasAccepted;
	return NO_WAY_THROUGH.has(outcome.status);
}

/**
 * Whether a failure is about the server as a whole: it accepts nothing, now or for long. A 500 is
 * not, since it may be about one record.
 *
 * @param silentMs time since anything was accepted
 */
function isAboutAll(outcome: Failure, silentMs: number): boolean {
	const isLongSilence = silentMs >= LONG_SILENCE_MS;
	if (outcome.kind === 'unreachable') return isLongSilence;
	if (outcome.kind !== 'httpError' || !isThrottled(outcome)) return false;
	if ((retryAfter(outcome) ?? 0) > RETRY.maxRetryAfterMs) return true;
	return outcome.status === 429 && isLongSilence;
}
