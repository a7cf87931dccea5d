import { sleep } from 'n8n-workflow';

import { now } from '../../api/clock';

/** Yields after this many steps, or after this much time if the steps are slow. */
const MAX_STEPS = 100;
const MAX_MS = 20;

/**
 * Yields to the event loop now and then. n8n serves its editor, webhooks and all other executions
 * from it, and a cancellation of this execution arrives there too.
 */
export class Breather {
	private steps = 0;

	private since = now();

	/** Call after each step. */
	async breathe(): Promise<void> {
		this.steps++;
		if (this.steps < MAX_STEPS && now() - this.since < MAX_MS) return;
		await sleep(0);
		this.steps = 0;
		this.since = now();
	}
}
