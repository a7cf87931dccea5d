import type { Cancellation } from './cancellation';

/** Twilio publishes no limit for v2, so it begins with few and finds out. */
const START = 10;

/**
 * Bounds how many requests are under way at once, and finds out how many Twilio takes: the bound
 * doubles until the first refusal for too many (429), is halved by it, and then grows slowly.
 *
 * It counts requests, not items: whoever waits for a Retry-After or for an operation to finish
 * holds no slot meanwhile.
 */
export class Limiter {
	private running = 0;

	/** Requests allowed at once now; a fraction between two whole numbers is growth to come. */
	private limit: number;

	private growsFast = true;

	private lastCutAt = -Infinity;

	private readonly begun: Array<() => void> = [];

	private readonly fresh: Array<() => void> = [];

	/**
	 * @param maxConcurrent the bound is never higher than this
	 */
	constructor(private readonly maxConcurrent: number) {
		this.limit = Math.min(START, maxConcurrent);
	}

	/**
	 * Runs a task as soon as there is a slot.
	 *
	 * @param cancellation keeps a task that has not begun from beginning
	 * @param hasBegun whether it goes on with work that was begun: that comes before new work, so
	 *   that what was begun is finished soon
	 * @throws what the task throws, or Cancelled when that came before it began
	 */
	async run<T>(task: () => Promise<T>, cancellation: Cancellation, hasBegun = false): Promise<T> {
		cancellation.check();
		if (this.running >= Math.floor(this.limit)) {
			const queue = hasBegun ? this.begun : this.fresh;
			await new Promise<void>((start) => queue.push(start));
		} else {
			this.running++;
		}
		try {
			cancellation.check();
			return await task();
		} finally {
			this.running--;
			this.startNext();
		}
	}

	/**
	 * Tells how a request ended. Many good answers raise the limit, a refusal for too many halves it.
	 *
	 * @param throttled whether it was refused because there were too many
	 * @param begunAt when it was sent, milliseconds since 1970
	 */
	report(throttled: boolean, begunAt: number): void {
		if (!throttled) {
			const growth = this.growsFast ? 1 : 1 / this.limit;
			this.limit = Math.min(this.maxConcurrent, this.limit + growth);
			return;
		}
		// What was sent before the last cut says nothing about the limit since.
		if (begunAt < this.lastCutAt) return;
		this.lastCutAt = Date.now();
		this.growsFast = false;
		this.limit = Math.max(1, this.limit / 2);
	}

	private startNext(): void {
		while (this.running < Math.floor(this.limit)) {
			const next = this.begun.shift() ?? this.fresh.shift();
			if (next === undefined) return;
			this.running++;
			next();
		}
	}
}
