import type { Cancellation } from './cancellation';

/**
 * Bounds how many requests are under way at once, first come, first served.
 *
 * It counts requests, not items: whoever waits for a Retry-After or for an operation to finish
 * holds no slot meanwhile.
 */
export class Limiter {
	private running = 0;

	private readonly queue: Array<() => void> = [];

	/**
	 * @param maxConcurrent requests under way at once. Twilio limits by requests at once for the
	 *   whole account and publishes no number for v2 (Twilio error 20429), so this stays moderate.
	 */
	constructor(private readonly maxConcurrent: number) {}

	/**
	 * Runs a task as soon as there is a slot.
	 *
	 * @param cancellation keeps a task that has not begun from beginning
	 * @throws what the task throws, or Cancelled when that came before it began
	 */
	async run<T>(task: () => Promise<T>, cancellation: Cancellation): Promise<T> {
		cancellation.check();
		if (this.running >= this.maxConcurrent) {
			await new Promise<void>((start) => this.queue.push(start));
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
		const next = this.queue.shift();
		if (next === undefined) this.running--;
		else next();
	}
}
