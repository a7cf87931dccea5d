/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { readOptions } from './options';
import { introduction } from './report';

/** As shells have it for a process that was ended with Ctrl-C. */
const EXIT_INTERRUPTED = 130;

async function main(): Promise<void> {
	const options = readOptions();
	process.stdout.write(`${introduction(options)}\n`);
	const stop = new AbortController();
	// Once: who presses it again wants out at once, however far the cancellation is.
	const interrupt = () => stop.abort();
	process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
	// n8n's engine takes a second to load, which --help need not wait for.
	const { prove } = await import('./run');
	try {
		process.exitCode = (await prove(options, stop.signal)) ? 0 : 1;
	} catch (error) {
		// Whatever breaks when everything is told to stop is no news.
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(stop.signal.aborted ? 'Stopped.' : message)}\n`);
		process.exitCode = 1;
	}
	if (stop.signal.aborted) process.exitCode = EXIT_INTERRUPTED;
}

void main();
