/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { readOptions } from './options';
import { introduction } from './report';
import { Stopped } from './stopped';

/** As shells have it for a process that was ended with Ctrl-C. */
const EXIT_INTERRUPTED = 130;

async function main(): Promise<void> {
	const options = readOptions();
	process.stdout.write(`${introduction(options)}\n`);
	const stop = new AbortController();
	// Once: who presses it again wants out at once, however far the cancellation is.
	const interrupt = () => stop.abort();
	process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
	// n8n's engine takes a second to load, which --help and the introduction need not wait for.
	const { runDemo } = await import('./run');
	try {
		process.exitCode = (await runDemo(options, stop.signal)) ? 0 : 1;
	} catch (error) {
		// Whatever breaks when everything is told to stop is no news.
		const isNews = error instanceof Stopped || !stop.signal.aborted;
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(isNews ? message : 'Stopped.')}\n`);
		process.exitCode = stop.signal.aborted ? EXIT_INTERRUPTED : 1;
	}
}

void main();
