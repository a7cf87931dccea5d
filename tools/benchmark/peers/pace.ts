/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

const SECOND_MS = 1000;

/** How much slower a request may travel than the one a second before it. */
const MARGIN_MS = 10;

/** Spreads requests evenly, and never exceeds the limit within a second. */
export class Pace {
	private readonly sent: number[] = [];

	private slot = performance.now();

	private last = Promise.resolve();

	constructor(private readonly perSecond: number) {}

	/** Settles when the caller may send; callers are served in order. */
	async turn(): Promise<void> {
		this.last = this.last.then(async () => await this.wait());
		await this.last;
	}

	private async wait(): Promise<void> {
		// Where the machine stood still, what was missed is not caught up in one go.
		const secondAgo = this.sent.length < this.perSecond ? undefined : this.sent.shift();
		const earliest = (secondAgo ?? -Infinity) + SECOND_MS + MARGIN_MS;
		const ms = Math.max(this.slot, earliest) - performance.now();
		if (ms > 0) await sleep(ms);
		this.sent.push(performance.now());
		this.slot += SECOND_MS / this.perSecond;
	}
}
