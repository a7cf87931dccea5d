/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { EXIT_INTERRUPTED, listenForTheEnd } from './ending';

/** Thrown by a command that was stopped or ran out of time; its message is shown. */
export class Stopped extends Error {}

export interface CommandOptions {
	/** Whether a second Ctrl-C exits at once; false if that would leave child processes behind. */
	leavesNothing: boolean;
}

/**
 * Runs a command and sets the exit code: 0 success, 1 failure, 130 interrupted.
 *
 * @param work ends when its signal is aborted; returns whether it succeeded
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
		// Errors that stopping caused are expected.
		const isNews = error instanceof Stopped || !stop.aborted;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(isNews ? message : 'Stopped.')}\n`);
		process.exitCode = 1;
	}
	if (stop.aborted) process.exitCode = EXIT_INTERRUPTED;
}
