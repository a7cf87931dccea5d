import { OperationalError, sleep } from 'n8n-workflow';

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

	/** Leaves the parent. */
	readonly release: () => void;

	/** @param parent ends this one too, until it is released */
	constructor(parent?: Cancellation) {
		const end = () => this.cancel();
		this.release = () => parent?.waiting.delete(end);
		if (parent?.isCancelled) this.cancelled = true;
		else parent?.waiting.add(end);
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
}
