import { OperationalError, sleep } from 'n8n-workflow';

import { now } from './clock';

/** So long a timer that nobody needs any more may run on. */
const LONGEST_SLEEP_MS = 500;

/** The run was stopped from outside: by the user, or because another item ended it. */
export class Cancelled extends OperationalError {
	constructor() {
		super('The execution was cancelled', { level: 'info' });
	}
}

/**
 * Ends every wait of a run at once.
 *
 * Thousands of items may wait at the same time, and Node.js warns of a leak from the eleventh
 * listener on one AbortSignal, so they register here.
 */
export class Cancellation {
	private readonly waiting = new Set<() => void>();

	private cancelled = false;

	private released = false;

	private readonly parents: readonly Cancellation[];

	private readonly end = () => this.cancel();

	/** @param parents each ends this one too, until it is released */
	constructor(...parents: Cancellation[]) {
		this.parents = parents;
		this.cancelled = parents.some(({ isCancelled }) => isCancelled);
		if (!this.cancelled) for (const { waiting } of parents) waiting.add(this.end);
	}

	/** Leaves the parents, and ends by itself no more. */
	release(): void {
		this.released = true;
		for (const { waiting } of this.parents) waiting.delete(this.end);
	}

	get isCancelled(): boolean {
		return this.cancelled;
	}

	cancel(): void {
		this.cancelled = true;
		for (const end of this.waiting) end();
		this.waiting.clear();
	}

	/** @throws Cancelled when it has come already */
	check(): void {
		if (this.cancelled) throw new Cancelled();
	}

	/**
	 * Waits for something, or for the cancellation.
	 *
	 * @throws Cancelled when that came first, or what the promise rejects with
	 */
	async race<T>(something: Promise<T>): Promise<T> {
		this.check();
		let end: (() => void) | undefined;
		const ended = new Promise<never>((_resolve, reject) => {
			end = () => reject(new Cancelled());
			this.waiting.add(end);
		});
		try {
			return await Promise.race([something, ended]);
		} finally {
			if (end !== undefined) this.waiting.delete(end);
		}
	}

	/**
	 * Waits for a time. n8n's Cloud rules allow no timer of our own, so what is left of a sleep that
	 * was cancelled runs out unheard.
	 *
	 * @throws Cancelled when that came first
	 */
	async sleep(milliseconds: number): Promise<void> {
		await this.race(sleep(milliseconds));
	}

	/**
	 * Cancels at a moment of the clock, unless it was released by then. In short sleeps, because none
	 * can be taken back.
	 */
	async expireAt(deadline: number): Promise<void> {
		while (!this.released && !this.cancelled) {
			const left = deadline - now();
			if (left <= 0) this.cancel();
			else await sleep(Math.min(left, LONGEST_SLEEP_MS));
		}
	}
}
