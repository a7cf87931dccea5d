import { cancelled } from './wait';

interface Waiting {
	start: () => void;
	giveUp: (reason: Error) => void;
}

/**
 * Bounds how many requests are under way at once, first come, first served.
 *
 * It counts requests, not items: whoever waits for a Retry-After or for an operation to finish
 * holds no slot meanwhile.
 */
export class Limiter {
	private running = 0;

	private readonly queue: Waiting[] = [];

	/**
	 * @param maxConcurrent requests under way at once. Twilio limits v2 by requests at once for the
	 *   whole account and publishes no number (Twilio error 20429), so this stays moderate.
	 * @param signal ends the wait of everything that has not started
	 */
	constructor(
		private readonly maxConcurrent: number,
		private readonly signal?: AbortSignal,
	) {
		signal?.addEventListener('abort', () => this.emptyQueue(), { once: true });
	}

	/**
	 * Runs a task as soon as there is a slot.
	 *
	 * @throws what the task throws, or `Cancelled` when the signal came first
	 */
	async run<T>(task: () => Promise<T>): Promise<T> {
		await this.slot();
		try {
			return await task();
		} finally {
			this.running--;
			this.startNext();
		}
	}

	private async slot(): Promise<void> {
		if (this.signal?.aborted) throw cancelled();
		if (this.running < this.maxConcurrent) {
			this.running++;
			return;
		}
		await new Promise<void>((start, giveUp) => this.queue.push({ start, giveUp }));
	}

	private startNext(): void {
		const next = this.queue.shift();
		if (next === undefined) return;
		this.running++;
		next.start();
	}

	private emptyQueue(): void {
		for (const { giveUp } of this.queue.splice(0)) giveUp(cancelled());
	}
}
