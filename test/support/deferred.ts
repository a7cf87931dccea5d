/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/** A promise that the test settles itself. */
export interface Deferred<T> {
	readonly promise: Promise<T>;
	readonly resolve: (value: T) => void;
	readonly reject: (reason: Error) => void;
}

export function deferred<T = void>(): Deferred<T> {
	let resolve!: (value: T) => void;
	let reject!: (reason: Error) => void;
	const promise = new Promise<T>((onValue, onError) => {
		resolve = onValue;
		reject = onError;
	});
	// Awaiting it still throws; this only avoids an unhandled rejection where nobody awaits it.
	promise.catch(() => undefined);
	return { promise, resolve, reject };
}

/** Waits until the microtask queue is empty. */
export async function settled(): Promise<void> {
	await new Promise<void>((done) => setImmediate(done));
}
