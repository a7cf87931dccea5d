/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setMaxListeners } from 'node:events';

/** Exit code of shells for a process that was ended with Ctrl-C. */
export const EXIT_INTERRUPTED = 130;

/** npm forwards signals that the terminal has sent to this process as well: both count as one. */
const SAME_SIGNAL_MS = 1_000;
const LOOK_AT_PARENT_MS = 500;

/** Requests from outside to end this process. */
export interface EndRequests {
	/** Aborted by the first request to end. */
	readonly stop: AbortSignal;
	/** Aborted by the second request: the user does not want to wait any longer. */
	readonly force: AbortSignal;
}

/**
 * Listens for requests to end: Ctrl-C, signals, the end of npm. None of them ends this process by
 * itself from then on.
 */
export function listenForTheEnd(): EndRequests {
	const stop = new AbortController();
	const force = new AbortController();
	// Every wait adds a listener, more than the default maximum.
	setMaxListeners(0, stop.signal);
	let first: number | undefined;
	const end = () => {
		first ??= Date.now();
		stop.abort();
		if (Date.now() - first > SAME_SIGNAL_MS) force.abort();
	};
	process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end);
	const parent = process.ppid;
	const look = () => process.ppid !== parent && stop.abort();
	// npm passes SIGTERM on to its shell, which ends without passing it on.
	if (process.env.npm_lifecycle_event) setInterval(look, LOOK_AT_PARENT_MS).unref();
	// Writing to a terminal that was closed must not throw.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	return { stop: stop.signal, force: force.signal };
}

/** Collects what has to be stopped, and stops it in reverse order. */
export class Ending {
	private readonly stops: Array<() => Promise<void>> = [];

	add(stop: () => Promise<void>): void {
		this.stops.unshift(stop);
	}

	/**
	 * Stops everything, even if something cannot be stopped.
	 *
	 * @throws Error the first that was thrown
	 */
	async end(): Promise<void> {
		const failures: unknown[] = [];
		for (const stop of this.stops.splice(0)) {
			await stop().catch((error: unknown) => failures.push(error));
		}
		if (failures.length > 0) throw failures[0];
	}
}
