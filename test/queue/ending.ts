/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setMaxListeners } from 'node:events';

/** As shells have it for a process that was ended with Ctrl-C. */
export const EXIT_INTERRUPTED = 130;

const LOOK_AT_PARENT_MS = 500;

/**
 * Listens for requests to end. They may come several times, because npm passes on what the terminal
 * has sent already, and none of them may keep this process from stopping what it started.
 *
 * @returns a signal that is aborted by the first
 */
export function untilToldToEnd(): AbortSignal {
	const stop = new AbortController();
	const { signal } = stop;
	// Every wait of the run has one.
	setMaxListeners(0, signal);
	const end = () => stop.abort();
	process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
	const parent = process.ppid;
	// npm passes SIGTERM on to its shell, which ends without doing so.
	if (process.env.npm_lifecycle_event) {
		setInterval(() => process.ppid !== parent && end(), LOOK_AT_PARENT_MS).unref();
	}
	return signal;
}

/** Collects what has to be stopped, and stops it, the last first. */
export class Ending {
	private readonly stops: Array<() => Promise<void>> = [];

	add(stop: () => Promise<void>): void {
		this.stops.unshift(stop);
	}

	/** Stops everything, also when something cannot be stopped. @throws Error what went wrong first */
	async end(): Promise<void> {
		const failures: unknown[] = [];
		for (const stop of this.stops.splice(0)) {
			await stop().catch((error: unknown) => failures.push(error));
		}
		if (failures.length > 0) throw failures[0];
	}
}
