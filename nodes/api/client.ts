import type { ICredentialsDecrypted, IHttpRequestOptions, INode } from 'n8n-workflow';

import { checkShape } from './answers/answerShape';
import { type Call, DeadlinePassed, isRepeatable } from './call';
import { Cancellation, Cancelled } from './cancellation';
import { CircuitBreaker } from './sending/circuitBreaker';
import { now } from './clock';
import { describeTarget, type Endpoint } from './endpoint';
import { errorFor } from './answers/errors';
import {
	type ApiContext,
	ATTEMPT_TIMEOUT_MS,
	baseUrlFor,
	readBaseUrl,
	requestOptions,
	transmit,
} from './sending/httpRequest';
import type { Limiter } from './sending/limiter';
import { notSentError } from './answers/notSent';
import type { Answer, Failure, Outcome } from './answers/outcome';
import { isAnswer, RETRY, Retrying } from './sending/retry';
import { Silence } from './sending/silence';

export type { Call } from './call';
export { CREDENTIAL } from './credential';

/** State that a client shares with its forks: they are one run. */
interface Shared {
	baseUrl?: Promise<string>;
	requests: number;
	readonly silence: Silence;
	readonly breaker: CircuitBreaker;
}

/**
 * The one way to Twilio, for both nodes and every picker. It goes through n8n's own HTTP helper, so
 * proxy, TLS and egress settings of the instance apply.
 *
 * The steps of a request, e.g. one that is answered 429:
 * 1. `sending/limiter.ts` queues it until `sending/adaptiveLimit.ts` allows it, and reports the
 *    outcome to that: a 429 cuts the limit.
 * 2. `sending/retry.ts` decides whether it is retried, and when; the wait holds no slot.
 * 3. `sending/circuitBreaker.ts` stops the whole run when nothing is accepted any more.
 * 4. A request that is given up becomes an error, worded by `answers/httpErrors.ts` (an HTTP status)
 *    or `answers/explanations.ts` (no answer).
 */
export class TwilioClient {
	private shared: Shared;

	private begun = false;

	private parent: TwilioClient | undefined;

	/** Requests in flight, those of forks included. */
	private readonly underWay = new Set<Promise<unknown>>();

	/**
	 * @param context of the node
	 * @param limiter shared by all requests of a run
	 * @param cancellation ends all waits at once
	 * @param patienceMs limits each request with its retries, and the run while nothing is accepted
	 * @param signInAs values to sign in with instead of the credential's
	 */
	constructor(
		private readonly context: ApiContext,
		private readonly limiter: Limiter,
		readonly cancellation = new Cancellation(),
		private readonly patienceMs: number = RETRY.maxTotalMs,
		private readonly signInAs?: ICredentialsDecrypted,
	) {
		const breaker = new CircuitBreaker(patienceMs);
		this.shared = { requests: 0, silence: new Silence(), breaker };
	}

	/** The node that errors are shown on. */
	get node(): INode {
		return this.context.getNode();
	}

	/** Number of requests sent, forks included. */
	get requests(): number {
		return this.shared.requests;
	}

	/** How long there has been no answer, forks included. */
	get silence(): Silence {
		return this.shared.silence;
	}

	/** Whether this client has sent anything. */
	get hasBegun(): boolean {
		return this.begun;
	}

	/** A client for work that can be cancelled separately, with its own `hasBegun`. */
	fork(cancellation: Cancellation): TwilioClient {
		const { context, limiter, patienceMs, signInAs } = this;
		const fork = new TwilioClient(context, limiter, cancellation, patienceMs, signInAs);
		fork.shared = this.shared;
		fork.parent = this;
		return fork;
	}

	/**
	 * Ends this client and its forks: drops queued requests, and waits for those in flight. Failed
	 * work may leave some behind, e.g. if one of several concurrent requests was refused.
	 */
	async close(): Promise<void> {
		this.cancellation.cancel();
		while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
	}

	/**
	 * Makes a request, with retries where the retry rule allows.
	 *
	 * @throws NodeApiError when Twilio refuses or cannot be reached, or when the request was not sent
	 *   because nothing is accepted any more; NodeOperationError when the credential is missing or
	 *   unusable; DeadlinePassed or Cancelled when that came first
	 */
	async request<Path extends string>(endpoint: Endpoint<Path>, call: Call<Path>): Promise<Answer> {
		this.shared.baseUrl ??= readBaseUrl(this.context);
		const baseUrl = await baseUrlFor(this.node, this.shared.baseUrl);
		const wait = new Cancellation(this.cancellation, this.shared.breaker.opened);
		if (call.deadline !== undefined) void wait.expireAt(call.deadline);
		try {
			return await this.repeat(endpoint, call, baseUrl, wait);
		} finally {
			wait.release();
		}
	}

	private async repeat<Path extends string>(
		endpoint: Endpoint<Path>,
		call: Call<Path>,
		baseUrl: URL,
		wait: Cancellation,
	): Promise<Answer> {
		const { breaker } = this.shared;
		const { deadline = Infinity } = call;
		const retrying = new Retrying(isRepeatable(endpoint, call), this.patienceMs);
		const { method, path } = endpoint;
		const subject = { method, host: baseUrl.host, target: describeTarget(path, call.ids) };
		const options = requestOptions(endpoint, call, baseUrl);
		const send = async () => checkShape(endpoint, await this.send(options, deadline));
		const attempt = async () =>
			await breaker.watch(async () => await retrying.attempt(send), retrying.begin());
		const givenUp = (failure: Failure) =>
			errorFor(this.node, { ...subject, ...retrying.summary }, failure);
		const whatEnded = (error: unknown): unknown => {
			if (!(error instanceof Cancelled) || this.cancellation.isCancelled) return error;
			if (breaker.failure === undefined) return now() < deadline ? error : new DeadlinePassed();
			if (retrying.failure !== undefined) return givenUp(retrying.failure);
			return notSentError(this.node, subject, breaker.failure, this.begun);
		};
		let leave = () => {};
		try {
			wait.check();
			leave = await breaker.admit(wait);
			for (;;) {
				const outcome = await this.limiter.run(attempt, wait, this.begun);
				if (outcome.kind === 'done') return outcome.answer;
				const { delay } = retrying;
				if (delay === undefined) throw givenUp(outcome);
				if (now() + delay > deadline) throw new DeadlinePassed();
				await wait.sleep(delay);
				retrying.waited(delay);
			}
		} catch (error) {
			throw whatEnded(error);
		} finally {
			leave();
		}
	}

	/** @param deadline after which no answer is awaited */
	private async send(options: IHttpRequestOptions, deadline: number): Promise<Outcome> {
		this.begun = true;
		this.shared.requests++;
		const left = Math.max(1, Math.ceil(deadline - now()));
		const timeout = Math.min(ATTEMPT_TIMEOUT_MS, this.patienceMs, left);
		const sent = transmit(this.context, { ...options, timeout }, this.signInAs);
		const clients = this.ancestry();
		for (const { underWay } of clients) underWay.add(sent);
		try {
			const outcome = await sent;
			if (isAnswer(outcome)) this.silence.end();
			return outcome;
		} finally {
			for (const { underWay } of clients) underWay.delete(sent);
		}
	}

	/** This client and those that it was forked from. */
	private ancestry(): TwilioClient[] {
		return [this, ...(this.parent?.ancestry() ?? [])];
	}
}
