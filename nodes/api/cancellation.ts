import { OperationalError, sleep } from 'n8n-workflow';

import { now } from './clock';

/** A sleep cannot be cleared (see `sleep`), so it may run this long after its work is done. */
const LONGEST_SLEEP_MS = 500;

/** The run was stopped from outside: by the user, or because another item failed. */
export class Cancelled extends OperationalError {
	constructor() {
		super('The execution was cancelled', { level: 'info' });
	}
}

/**
 * Ends all waits of a run at once, like an AbortSignal. Thousands of items may wait at the same
 * time, and Node.js warns of a leak from the eleventh listener on one AbortSignal.
 */
export class Cancellation {
	private readonly waiting = new Set<() => void>();

	private cancelled = false;

	private released = false;

	private readonly parents: readonly Cancellation[];

	private readonly end = () => this.cancel();

	/** @param parents cancel this one too, until it is released */
	constructor(...parents: Cancellation[]) {
		this.parents = parents;
		this.cancelled = parents.some(({ isCancelled }) => isCancelled);
		if (!this.cancelled) for (const { waiting } of parents) waiting.add(this.end);
	}

	/** Detaches it from its parents and its deadline; call it when the work is done. */
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

	/** @throws Cancelled if it is cancelled already */
	check(): void {
		if (this.cancelled) throw new Cancelled();
	}

	/**
	 * Waits for something, or for the cancellation.
	 *
	 * @throws Cancelled when that came first, or what the promise rejects with
	 */
	async race<T>(something: Promise<T>): Promise<T> {
		let end: (() => void) | undefined;
		const ended = new Promise<never>((_resolve, reject) => {
			end = () => reject(new Cancelled());
			if (this.cancelled) end();
			else this.waiting.add(end);
		});
		try {
			return await Promise.race([ended, something]);
		} finally {
			if (end !== undefined) this.waiting.delete(end);
		}
	}

	/**
	 * Waits for a time. n8n Cloud's lint rules forbid timers, and n8n's `sleep` cannot be cleared, so
	 * after a cancellation it runs on unnoticed.
	 *
	 * @throws Cancelled if that came first
	 */
	async sleep(milliseconds: number): Promise<void> {
		await this.race(sleep(milliseconds));
	}

	/**
	 * Cancels at a deadline on the clock of `now`, unless released before. Sleeps in short steps,
	 * since a sleep cannot be cleared.
	 */
	async expireAt(deadline: number): Promise<void> {
		while (!this.released && !this.cancelled) {
			const left = deadline - now();
			if (left <= 0) this.cancel();
			else await sleep(Math.min(left, LONGEST_SLEEP_MS));
		}
	}
}
