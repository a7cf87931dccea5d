/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { CREDENTIAL_TYPE } from '../support/nodeNames';
import { resolve } from 'node:path';
import { Ending } from '../../tools/cli/ending';
import { createStatus } from '../../tools/cli/status';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { credentialData } from '../../emulator/testClient';
import type { N8nClient } from '../../tools/start';
import { prepare } from '../../tools/start/prepare';
import { equal } from './check';
import type { Check } from './check';
import type { QueueOptions } from './options';
import { startQueueMode } from './queueMode';
import { conclusion, tableOf } from './report';
import { receiveCallbacks } from './scenarios/callbacks';
import { killWorker, restartWorker } from './scenarios/killed';
import type { Finding, Stage } from './scenarios/stage';
import { waitThroughKill } from './scenarios/waiting';
import { findPrograms } from './services/programs';

const ROOT = resolve(__dirname, '../..');

/** Slow enough to be killed half-way: a deletion takes a second, a request some milliseconds. */
const SWITCHES = { operationMs: 1_000, operationPolls: null, latencyMs: 10 } as const;

/**
 * n8n's defaults are 60, 10 and 30 s. These are long enough for a busy worker, and short enough to
 * wait for.
 */
const SHORT_LOCK = { durationMs: 15_000, renewMs: 3_000, checkMs: 5_000 } as const;

async function createCredentials(
	client: N8nClient,
	emulator: Emulator,
	redisPort: number,
): Promise<Stage['credentials']> {
	const twilio = await client.createCredential({
		name: 'Twilio',
		type: CREDENTIAL_TYPE,
		data: credentialData(emulator),
	});
	const redis = await client.createCredential({
		name: 'Redis',
		type: 'redis',
		data: { host: '127.0.0.1', port: redisPort },
	});
	return { twilio, redis };
}

/**
 * Runs the package in queue mode, and prints the result.
 *
 * @param signal ends it and everything that it started
 * @returns whether all is as expected
 * @throws Error when it cannot be run at all
 */
export async function testQueueMode(options: QueueOptions, signal: AbortSignal): Promise<boolean> {
	const begun = performance.now();
	// Fails early, before anything takes minutes.
	findPrograms();
	const status = createStatus(process.stdout);
	const ending = new Ending();
	const checks: Check[] = [];
	const report = (title: string, finding: Finding) => {
		checks.push(...finding.checks);
		status.done(title);
		process.stdout.write(`${tableOf(title, finding)}\n\n`);
	};
	try {
		const runtime = resolve(ROOT, options.runtime);
		const prepared = await prepare({ root: ROOT, runtime, tell: status.show, signal });
		status.done('n8n and the package are there');
		status.show('starting Redis, PostgreSQL and five processes of n8n');
		const emulator = await startEmulator({ switches: SWITCHES });
		ending.add(emulator.close);
		const lock = options.patient ? undefined : SHORT_LOCK;
		const deployment = await startQueueMode(prepared, ending, { lock, signal });
		status.done('n8n runs in queue mode: a main process, two workers, two webhook processes');

		const { client } = deployment.main;
		const credentials = await createCredentials(client, emulator, deployment.redisPort);
		const stage: Stage = { deployment, emulator, credentials, tell: status.show, signal };
		report('Callbacks', await receiveCallbacks(stage, options.callbacks));
		report('A question, whose worker is killed', await waitThroughKill(stage));
		report('A worker is killed', await killWorker(stage, options.conversations));
		report('A worker is killed, and comes back', await restartWorker(stage, options.conversations));
		checks.push(equal('faults of the emulator', 0, emulator.violations.length));
		process.stdout.write(emulator.violations.map((text) => `${text}\n`).join(''));
	} finally {
		status.show('stopping everything');
		await ending.end();
		status.done();
	}
	process.stdout.write(`${conclusion(checks, performance.now() - begun)}\n`);
	return checks.every(({ isGood }) => isGood);
}
