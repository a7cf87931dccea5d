/**
 * A mutex per key: tasks with the same key run one after the other, in this process. Twilio has no
 * compare-and-swap, and n8n does not wait for `create` before it calls `delete` when a test is
 * started and stopped in quick succession.
 */
export class KeyedMutex {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Whether a task with this key is running or waiting. */
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
