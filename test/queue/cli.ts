/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { EXIT_INTERRUPTED, untilToldToEnd } from './ending';
import { readOptions } from './options';
import { testQueueMode } from './run';

async function main(): Promise<void> {
	const options = readOptions(process.argv);
	const signal = untilToldToEnd();
	try {
		process.exitCode = (await testQueueMode(options, signal)) ? 0 : 1;
	} catch (error) {
		// Whatever breaks when everything is told to stop is no news.
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`${red(signal.aborted ? 'Stopped.' : message)}\n`);
		process.exitCode = signal.aborted ? EXIT_INTERRUPTED : 1;
	}
}

void main();
