/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { join, resolve } from 'node:path';
import { runCommand } from '../cli/command';
import { Ending } from '../cli/ending';
import { createStatus } from '../cli/status';
import { startN8n } from '../start';
import { prepare, temporaryFolder } from '../start/prepare';
import { measureCallbacks } from './callbacksPerSecond';
import { readOptions } from './options';
import type { ThroughputOptions } from './options';
import { ratesReport, startsReport } from './report';
import { measureStarts } from './startTime';

/** Creating an isolate for each expression scope is most of the cost of a callback. */
const SETTINGS: Array<{ name: string; title: string; env?: Record<string, string> }> = [
	{ name: 'plain', title: 'callbacks, n8n as it is' },
	{
		name: 'lazy',
		title: 'callbacks, isolates where needed (N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE)',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
];

const ROOT = resolve(__dirname, '../..');

async function measure(options: ThroughputOptions, signal: AbortSignal): Promise<void> {
	const status = createStatus(process.stdout);
	const ending = new Ending();
	const tell = status.show;
	const print = (text: string) => {
		status.done();
		process.stdout.write(`${text}\n\n`);
	};
	try {
		const runtime = resolve(ROOT, options.runtime);
		const prepared = await prepare({ root: ROOT, runtime, tell, signal });
		const folder = await temporaryFolder(ending);
		const onStart = (n8n: { kill: (signal: 'SIGKILL') => Promise<void> }) =>
			ending.add(async () => await n8n.kill('SIGKILL'));
		for (const { name, title, env } of SETTINGS) {
			tell('starting n8n');
			const userFolder = join(folder, name);
			const n8n = await startN8n({ ...prepared, userFolder, env, signal });
			onStart(n8n);
			await n8n.client.login();
			print(ratesReport(title, await measureCallbacks(n8n, { ...options, tell, signal })));
			await n8n.stop();
		}
		const { starts } = options;
		print(
			startsReport(await measureStarts({ ...prepared, folder, starts, onStart, tell, signal })),
		);
	} finally {
		tell('stopping everything');
		await ending.end();
		status.done();
	}
}

const options = readOptions(process.argv);
// Started processes have to be stopped, so a second Ctrl-C must not exit at once.
void runCommand({ leavesNothing: false }, async (stop) => {
	await measure(options, stop);
	return true;
});
