/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { resolve } from 'node:path';
import { Stopped } from '../cli/command';
import { whyStopped, withTimeLimit } from '../cli/timeLimit';
import { buildIfNeeded } from '../cli/build';
import { showCleanUp } from './cleanUp';
import { EmulatorClient } from './emulatorClient';
import { demonstrateEvents } from './events';
import type { DemoOptions } from './options';
import type { Started } from './protocol';
import { demonstrateQuestion } from './question';
import { judgeQuestion } from './questionCheck';
import { print } from '../cli/print';
import { loadNodeTypes } from '../../test/support/engine';
import { eventReport, faults, nextSteps, questionReport } from './report';

const ROOT = resolve(__dirname, '../..');

/** The second part: the example that events start. */
async function showEvents(
	client: EmulatorClient,
	credential: Started['credential'],
	{ events, timeLimit }: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	if (signal.aborted) throw new Stopped('Stopped before the events began.');
	print(`\nActivating examples/on-conversation-closed.json, then ${events} conversations end ...`);
	const either = withTimeLimit(signal, timeLimit);
	const example = { credential, conversations: events };
	const verdict = await demonstrateEvents(client, example, either);
	const { violations } = await client.call('inspect', null);
	print([eventReport(verdict), ...faults(violations)].join('\n'));
	return verdict.agrees && violations.length === 0;
}

/** The third part: the example that asks a customer, and what was said. */
async function showQuestion(
	client: EmulatorClient,
	credential: Started['credential'],
	{ timeLimit }: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	if (signal.aborted) throw new Stopped('Stopped before the question was asked.');
	print(
		'\nAsking a customer with examples/confirm-appointment.json, and waiting for the answer ...',
	);
	const either = withTimeLimit(signal, timeLimit);
	const nodeTypes = await loadNodeTypes({ from: 'dist' });
	const asked = await demonstrateQuestion({ client, credential, nodeTypes, signal: either });
	if (either.aborted) throw new Stopped(`${whyStopped(either)}, in the middle of the question.`);
	const verdict = judgeQuestion(asked);
	const { violations } = await client.call('inspect', null);
	print([questionReport(verdict), ...faults(violations)].join('\n'));
	return verdict.agrees && violations.length === 0;
}

/**
 * Builds what is missing, seeds an emulator, runs the examples in n8n's engine and checks the
 * result.
 *
 * @param signal cancels the execution and ends the emulator
 * @returns whether everything is as expected
 * @throws Stopped when it was cancelled; Error when the build or the workflow failed
 */
export async function runDemo(options: DemoOptions, signal: AbortSignal): Promise<boolean> {
	await buildIfNeeded(ROOT, signal);
	const client = new EmulatorClient();
	try {
		const clearOf = [options.closeAfterDays, options.deleteAfterDays];
		const started = await client.call('start', { ...options, clearOf });
		const isCleanedUp = await showCleanUp(client, started, options, signal);
		const isNoted =
			options.events === 0 || (await showEvents(client, started.credential, options, signal));
		const isAnswered =
			!options.question || (await showQuestion(client, started.credential, options, signal));
		print(nextSteps());
		return isCleanedUp && isNoted && isAnswered;
	} finally {
		client.stop();
	}
}
