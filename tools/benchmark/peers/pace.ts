/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';

const SECOND_MS = 1000;

/** Allowance for requests that travel faster than the one a second before them. */
const MARGIN_MS = 10;

/** Paces requests evenly, and never exceeds the limit within any second. */
export class Pace {
	private readonly sent: number[] = [];

	private slot = performance.now();

	private last = Promise.resolve();

	constructor(private readonly perSecond: number) {}

	/** Resolves when the caller may send; callers are served in order. */
	async turn(): Promise<void> {
		this.last = this.last.then(async () => await this.wait());
		await this.last;
	}

	private async wait(): Promise<void> {
		// After a stall, missed slots are not caught up in one burst.
		const secondAgo = this.sent.length < this.perSecond ? undefined : this.sent.shift();
		const earliest = (secondAgo ?? -Infinity) + SECOND_MS + MARGIN_MS;
		const ms = Math.max(this.slot, earliest) - performance.now();
		if (ms > 0) await sleep(ms);
		this.sent.push(performance.now());
		this.slot += SECOND_MS / this.perSecond;
	}
}
