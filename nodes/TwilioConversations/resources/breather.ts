import { sleep } from 'n8n-workflow';

import { now } from '../../api/clock';

/** Long work is cut into pieces of so many steps, or of so much time where the steps are slow. */
const MAX_STEPS = 100;
const MAX_MS = 20;

/**
 * Gives the event loop a turn now and then. n8n serves its editor, webhooks and all other executions
 * from the same one, and what is to cancel this execution comes from there too.
 */
export class Breather {
	private steps = 0;

	private since = now();

	/** Called after each step. */
	async breathe(): Promise<void> {
		this.steps++;
		if (this.steps < MAX_STEPS && now() - this.since < MAX_MS) return;
		await sleep(0);
		this.steps = 0;
		this.since = now();
	}
}
