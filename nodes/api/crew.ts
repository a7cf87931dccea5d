import { Cancellation } from './cancellation';
import type { TwilioClient } from './client';

/**
 * Tasks that run side by side and can be stopped in two ways: softly, so that what was begun is
 * finished and nothing else begins, or by the cancellation of the client they share.
 */
export class Crew {
	private readonly running = new Set<TwilioClient>();

	private stopped = false;

	/** @param client whose limiter and cancellation all tasks share */
	constructor(private readonly client: TwilioClient) {}

	get isStopped(): boolean {
		return this.stopped || this.client.cancellation.isCancelled;
	}

	/**
	 * Runs a task with a client of its own. When the task has ended, nothing of it goes on: what it left
	 * waiting is never sent, and what it left under way is waited for.
	 *
	 * @throws what the task throws; its first request throws Cancelled when it was stopped before
	 */
	async run<T>(task: (client: TwilioClient) => Promise<T>): Promise<T> {
		const cancellation = new Cancellation(this.client.cancellation);
		if (this.stopped) cancellation.cancel();
		const client = this.client.fork(cancellation);
		this.running.add(client);
		try {
			return await task(client);
		} finally {
			await client.close();
			this.running.delete(client);
			cancellation.release();
		}
	}

	/** Lets nothing more begin; what has sent a request goes on to its end. */
	stop(): void {
		this.stopped = true;
		for (const { cancellation, hasBegun } of this.running) {
			if (!hasBegun) cancellation.cancel();
		}
	}
}
