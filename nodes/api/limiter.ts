import type { Cancellation } from './cancellation';

/**
 * Bounds how many requests are under way at once.
 *
 * It counts requests, not items: whoever waits for a Retry-After or for an operation to finish
 * holds no slot meanwhile.
 */
export class Limiter {
	private running = 0;

	private readonly begun: Array<() => void> = [];

	private readonly fresh: Array<() => void> = [];

	/**
	 * @param maxConcurrent requests under way at once. Twilio limits by requests at once for the
	 *   whole account and publishes no number for v2 (Twilio error 20429), so this stays moderate.
	 */
	constructor(private readonly maxConcurrent: number) {}

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
		if (this.running >= this.maxConcurrent) {
			const queue = hasBegun ? this.begun : this.fresh;
			await new Promise<void>((start) => queue.push(start));
		} else {
			this.running++;
		}
		try {
			cancellation.check();
			return await task();
		} finally {
			this.passOn();
		}
	}

	/** A slot that becomes free goes to the next in line without ever being counted as free. */
	private passOn(): void {
		const next = this.begun.shift() ?? this.fresh.shift();
		if (next === undefined) this.running--;
		else next();
	}
}
