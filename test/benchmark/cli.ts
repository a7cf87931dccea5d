/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { CASES } from './cases';
import { readOptions } from './options';
import { runBenchmark } from './run';

/** As shells have it for a process that was ended with Ctrl-C. */
const EXIT_INTERRUPTED = 130;

async function main(): Promise<void> {
	const options = readOptions(CASES.map(({ name }) => name));
	const stop = new AbortController();
	// Once: who presses it again wants out at once.
	const interrupt = () => stop.abort();
	process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
	try {
		process.exitCode = (await runBenchmark(options, stop.signal)) ? 0 : 1;
	} catch (error) {
		// Whatever breaks when everything is told to stop is no news.
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(stop.signal.aborted ? 'Stopped.' : message)}\n`);
		process.exitCode = stop.signal.aborted ? EXIT_INTERRUPTED : 1;
	}
}

void main();
