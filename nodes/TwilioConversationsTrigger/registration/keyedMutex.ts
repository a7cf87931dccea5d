/**
 * Lets what concerns the same thing happen one after the other, in this process. Twilio has no
 * compare-and-swap, and n8n calls `create` and `delete` without waiting for one another when a test
 * is started and stopped in quick succession.
 */
export class KeyedMutex {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Whether somebody has a turn or waits for one. */
	isBusy(key: string): boolean {
		return this.last.has(key);
	}

	/** @throws what the task throws */
	async run<T>(key: string, task: () => Promise<T>): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const turn = before.then(task);
		const ended = turn.catch(() => undefined);
		this.last.set(key, ended);
		try {
			return await turn;
		} finally {
			if (this.last.get(key) === ended) this.last.delete(key);
		}
	}
}
