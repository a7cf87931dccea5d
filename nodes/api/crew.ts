import { Cancellation } from './cancellation';
import type { TwilioClient } from './client';

/**
 * Tasks that run concurrently. `stop` starts no more of them and lets those finish that have sent a
 * request; cancelling the shared client ends all at once.
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
	 * Runs a task with its own client. No request outlives its task: queued ones are dropped, those
	 * in flight are awaited.
	 *
	 * @throws what the task throws; after `stop`, its first request throws Cancelled
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

	/** Starts no more work; a task that has sent a request runs to its end. */
	stop(): void {
		this.stopped = true;
		for (const { cancellation, hasBegun } of this.running) {
			if (!hasBegun) cancellation.cancel();
		}
	}
}
