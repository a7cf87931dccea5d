/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { red } from 'picocolors';
import { EXIT_INTERRUPTED, listenForTheEnd } from '../cli/ending';
import { readOptions } from './options';
import type { RunOptions } from './options';
import type { Running } from './run';

/** @returns undefined when it was stopped while starting */
async function startAll(options: RunOptions, stop: AbortSignal): Promise<Running | undefined> {
	const { start } = await import('./run');
	try {
		return await start(options, stop);
	} catch (error) {
		// Errors that stopping caused are expected.
		if (stop.aborted) return undefined;
		throw error;
	}
}

/** @throws Error when n8n ends by itself */
async function runUntilTheEnd({ n8n, emulator }: Running, stop: AbortSignal, force: AbortSignal) {
	const told = new Promise<'told'>((resolve) => {
		stop.addEventListener('abort', () => resolve('told'), { once: true });
		if (stop.aborted) resolve('told');
	});
	const why = await Promise.race([told, n8n.exited]);
	if (why === 'told') process.stdout.write('Stopping…\n');
	force.addEventListener('abort', () => void n8n.kill('SIGKILL'), { once: true });
	await n8n.stop();
	await emulator.close();
	if (why !== 'told') throw new Error(`n8n has ended by itself; its log is ${n8n.logFile}`);
}

async function main(): Promise<void> {
	const options = readOptions(process.argv);
	if (process.platform === 'win32') {
		throw new Error('This needs Linux or macOS; on Windows, use the Linux subsystem (WSL).');
	}
	const { stop, force } = listenForTheEnd();
	const running = await startAll(options, stop);
	if (running) await runUntilTheEnd(running, stop, force);
	else process.exitCode = EXIT_INTERRUPTED;
	process.stdout.write('Stopped.\n');
}

main().catch((error: unknown) => {
	process.stderr.write(`${red(error instanceof Error ? error.message : String(error))}\n`);
	process.exitCode = 1;
});
