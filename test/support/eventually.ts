/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
	/** In milliseconds. Default 30,000. */
	timeoutMs?: number;
	/** Pause between polls in milliseconds. Default 100; 0 polls at every turn of the event loop. */
	intervalMs?: number;
	signal?: AbortSignal;
}

/**
 * Polls until `look` finds something.
 *
 * @param what for the message, e.g. `a finished execution`
 * @param look undefined or false for "not yet"; what it throws counts as "not yet" too
 * @returns what `look` found
 * @throws Error that names `what`, how long it waited and what `look` threw last; the signal's
 * reason when that is aborted
 */
export async function eventually<T>(
	what: string,
	look: () => Promise<T | undefined | false> | T | undefined | false,
	{ timeoutMs = 30_000, intervalMs = 100, signal }: Patience = {},
): Promise<T> {
	// Monotonic: a wall clock may jump.
	const deadline = performance.now() + timeoutMs;
	let cause: unknown;
	do {
		signal?.throwIfAborted();
		try {
			const found = await look();
			if (found !== undefined && found !== false) return found;
			cause = undefined;
		} catch (error) {
			cause = error;
		}
		const pause =
			intervalMs === 0 ? nextTurn(undefined, { signal }) : sleep(intervalMs, undefined, { signal });
		// The signal's reason says more than the AbortError of the timer.
		await pause.catch(() => signal?.throwIfAborted());
	} while (performance.now() < deadline);
	const last = cause === undefined ? '' : ` (${String(cause)})`;
	throw new Error(`Waited ${timeoutMs / 1000} s for ${what}, in vain${last}`, { cause });
}
