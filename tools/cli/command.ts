/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { EXIT_INTERRUPTED, listenForTheEnd } from './ending';

/** Thrown by a command that was told to end, or ran out of time, and has a last word to say. */
export class Stopped extends Error {}

export interface CommandOptions {
	/**
	 * Whether who asks twice is out at once, however far the first request is. Not where other
	 * processes would be left behind.
	 */
	leavesNothing: boolean;
}

/**
 * Does the work of a command, and sets the exit code: 0 for all is good, 1 for something is not, 130
 * for told to end.
 *
 * @param work ends when its signal is aborted; returns whether all is good
 */
export async function runCommand(
	{ leavesNothing }: CommandOptions,
	work: (stop: AbortSignal) => Promise<boolean>,
): Promise<void> {
	const { stop, force } = listenForTheEnd();
	if (leavesNothing) force.addEventListener('abort', () => process.exit(EXIT_INTERRUPTED));
	try {
		process.exitCode = (await work(stop)) ? 0 : 1;
	} catch (error) {
		// Whatever breaks when everything is told to stop is no news.
		const isNews = error instanceof Stopped || !stop.aborted;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(isNews ? message : 'Stopped.')}\n`);
		process.exitCode = 1;
	}
	if (stop.aborted) process.exitCode = EXIT_INTERRUPTED;
}
