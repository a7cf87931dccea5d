import { sleep } from 'n8n-workflow';

import type { Cancellation } from '../cancellation';
import { now } from '../clock';
import type { Outcome } from '../answers/outcome';
import { AdaptiveLimit, type Sent } from './adaptiveLimit';
import { retryAfter } from '../answers/retryAfter';
import { isThrottled } from './retry';

/** Maximum of requests in flight, however many Twilio would accept. */
export const MAX_AT_ONCE = 50;

/** A queued request, or one in flight. */
interface Place {
	/** Set when it is sent; from then on it counts as in flight. */
	sent?: Sent;
	/** Its caller no longer waits: it was answered, or cancelled. */
	isOver: boolean;
	start(): void;
}

/**
 * Sends the requests of a run in order, as fast as the server accepts them.
 *
 * Counts requests, not items: an item that waits for a Retry-After or for an operation holds no
 * slot. `AdaptiveLimit` finds the rate.
 */
export class Limiter {
	private running = 0;

	private readonly limit: AdaptiveLimit;

	private readonly begun: Place[] = [];

	private readonly fresh: Place[] = [];

	/** When the queue is checked next, even without an answer. */
	private wakesAt = Infinity;

	/** @param max maximum of requests in flight */
	constructor(max = MAX_AT_ONCE) {
		this.limit = new AdaptiveLimit(max);
	}

	/**
	 * Sends a request as soon as the limit allows.
	 *
	 * @param send sends it once
	 * @param cancellation removes a waiting request from the queue
	 * @param hasBegun whether its work has sent a request before: such work goes first, so that it
	 *   finishes soon
	 * @returns its outcome
	 * @throws what `send` throws, or Cancelled when that came first
	 */
	async run(
		send: () => Promise<Outcome>,
		cancellation: Cancellation,
		hasBegun = false,
	): Promise<Outcome> {
		const place: Place = { isOver: false, start: () => undefined };
		const turn = new Promise<void>((start) => {
			place.start = start;
		});
		(hasBegun ? this.begun : this.fresh).push(place);
		try {
			this.startNext();
			await cancellation.race(turn);
			cancellation.check();
			const outcome = await send();
			if (place.sent !== undefined) this.learn(place.sent, outcome);
			return outcome;
		} finally {
			place.isOver = true;
			if (place.sent !== undefined) this.running--;
			this.startNext();
		}
	}

	private learn(sent: Sent, outcome: Outcome): void {
		if (isThrottled(outcome)) this.limit.onThrottled(sent, now(), retryAfter(outcome));
		// A request that never arrived says nothing about what the server accepts.
		else if (outcome.kind === 'done' || outcome.kind === 'httpError')
			this.limit.onAccepted(sent, now());
	}

	private startNext(): void {
		for (let queue = this.nextQueue(); queue !== undefined; queue = this.nextQueue()) {
			const wait = this.limit.delay(now(), this.running);
			if (wait > 0) {
				void this.wakeIn(wait);
				return;
			}
			const place = queue.shift();
			if (place === undefined) return;
			this.running++;
			place.sent = this.limit.onSent(now(), this.running);
			place.start();
		}
	}

	/** @returns the queue with the next request; undefined if both are empty */
	private nextQueue(): Place[] | undefined {
		return [this.begun, this.fresh].find((queue) => {
			while (queue[0]?.isOver) queue.shift();
			return queue.length > 0;
		});
	}

	/** @param wait milliseconds; Infinity: the next answer starts it */
	private async wakeIn(wait: number): Promise<void> {
		const at = now() + wait;
		if (wait === Infinity || at >= this.wakesAt) return;
		this.wakesAt = at;
		await sleep(Math.ceil(wait));
		if (this.wakesAt === at) this.wakesAt = Infinity;
		this.startNext();
	}
}
