/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadNodeTypes, readWorkflow, runWorkflow } from '../engine/harness';
import type { WorkflowResult } from '../engine/harness';
import { build, reasonToBuild } from './build';
import { check } from './check';
import { EmulatorClient } from './emulatorClient';
import { demonstrateEvents } from './events';
import { DAYS_OF_EXAMPLE } from './options';
import type { DemoOptions } from './options';
import { planFor, share } from './plan';
import type { Plan } from './plan';
import { createProgress } from './progress';
import type { Progress } from './progress';
import type { Started } from './protocol';
import {
	comparison,
	conclusion,
	effort,
	eventReport,
	faults,
	inventory,
	nextSteps,
} from './report';
import { Stopped } from './stopped';

const ROOT = resolve(__dirname, '../..');
const EXAMPLE = resolve(ROOT, 'examples/nightly-cleanup.json');
const LOOK_INTERVAL_MS = 200;

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}

async function buildIfNeeded(signal: AbortSignal): Promise<void> {
	const reason = reasonToBuild(ROOT);
	if (reason === undefined) return;
	print(`Building the package, because ${reason} ...`);
	await build(ROOT, signal);
}

async function follow(client: EmulatorClient, progress: Progress, ended: AbortSignal) {
	while (!ended.aborted) {
		progress.show(await client.call('tally', null));
		// The end of the run also ends the pause.
		await sleep(LOOK_INTERVAL_MS, undefined, { signal: ended }).catch(() => undefined);
	}
	const tally = await client.call('tally', null);
	progress.show(tally);
	return tally;
}

async function execute(
	{ closeAfterDays, deleteAfterDays }: DemoOptions,
	credential: Started['credential'],
	signal: AbortSignal,
): Promise<WorkflowResult> {
	const days = { closeAfterDays, deleteAfterDays };
	// As it stands, unless other days were asked for: then as with pinned data in the editor.
	const asItStands =
		closeAfterDays === DAYS_OF_EXAMPLE.closeAfterDays &&
		deleteAfterDays === DAYS_OF_EXAMPLE.deleteAfterDays;
	return await runWorkflow({
		workflow: readWorkflow(EXAMPLE),
		nodeTypes: await loadNodeTypes({ from: 'dist' }),
		credentials: { twilioConversationsApi: credential },
		pinData: asItStands ? {} : { Settings: [{ json: days }] },
		signal,
	});
}

/** Runs the workflow with progress; stops the emulator's clock of requests at its end. */
async function executeWithProgress(
	client: EmulatorClient,
	plan: Plan,
	run: () => Promise<WorkflowResult>,
) {
	const totals = { closings: plan.idle.length, deletions: plan.old.length };
	const progress = createProgress(process.stdout, totals);
	const ended = new AbortController();
	const begun = Date.now();
	try {
		const [tally, { result, elapsedMs }] = await Promise.all([
			follow(client, progress, ended.signal),
			run()
				.then((result) => ({ result, elapsedMs: Date.now() - begun }))
				.finally(() => ended.abort()),
		]);
		return { tally, result, elapsedMs };
	} finally {
		progress.stop();
	}
}

function failureOf({ error, status }: WorkflowResult): Error {
	const description = error && 'description' in error ? String(error.description ?? '') : '';
	return new Error(`The workflow ended with status "${status}": ${error?.message} ${description}`);
}

/** The second part: the example that is started by events. */
async function showEvents(
	client: EmulatorClient,
	credential: Started['credential'],
	{ events, timeLimit }: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	if (signal.aborted) throw new Stopped('Stopped before the events began.');
	print(`\nActivating examples/on-conversation-closed.json, then ${events} conversations end ...`);
	const either = AbortSignal.any([signal, AbortSignal.timeout(timeLimit * 1000)]);
	const example = { credential, conversations: events };
	const verdict = await demonstrateEvents(client, example, either);
	const { violations } = await client.call('inspect', null);
	print([eventReport(verdict), ...faults(violations)].join('\n'));
	return verdict.agrees && violations.length === 0;
}

/** The first part: the example that runs every night. */
async function showCleanUp(
	client: EmulatorClient,
	{ credential, rows }: Started,
	options: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	const { fail, timeLimit } = options;
	const plan = planFor(rows, options, Date.now());
	const doomed = share(plan.old, fail).map(({ id }) => id);
	if (doomed.length > 0) await client.call('failDeletes', doomed);
	print(inventory(rows, plan));

	const timeUp = AbortSignal.timeout(timeLimit * 1000);
	const either = AbortSignal.any([signal, timeUp]);
	if (signal.aborted) throw new Stopped('Stopped before the workflow began.');
	const { tally, result, elapsedMs } = await executeWithProgress(
		client,
		plan,
		async () => await execute(options, credential, either),
	);
	if (result.status === 'canceled') {
		const why = signal.aborted ? 'Stopped' : `Stopped after the time limit of ${timeLimit} s`;
		throw new Stopped(
			`${why}: ${tally.closings} of ${plan.idle.length} closings and ${tally.deletions} of ` +
				`${plan.old.length} deletions were done. The emulator and all it held are gone.`,
		);
	}
	if (result.status !== 'success') throw failureOf(result);

	const { rows: after, violations } = await client.call('inspect', null);
	const summary = result.items('Summary')[0]?.json ?? {};
	const verdict = check(plan, after, summary);
	print(comparison(verdict));
	print(`${effort(tally, result, elapsedMs)}\n`);
	print(conclusion(verdict, plan, violations, String(summary.firstReason ?? '')));
	return verdict.agrees && violations.length === 0 && (verdict.failed === 0 || fail > 0);
}

/**
 * Builds what is missing, seeds an emulator, runs the examples in n8n's engine and compares.
 *
 * @param signal cancels the execution and ends the emulator
 * @returns whether all is as it should be
 * @throws Stopped when it was cancelled; Error when the build or the workflow failed
 */
export async function runDemo(options: DemoOptions, signal: AbortSignal): Promise<boolean> {
	await buildIfNeeded(signal);
	const client = new EmulatorClient();
	try {
		const clearOf = [options.closeAfterDays, options.deleteAfterDays];
		const started = await client.call('start', { ...options, clearOf });
		const isCleanedUp = await showCleanUp(client, started, options, signal);
		const isNoted =
			options.events === 0 || (await showEvents(client, started.credential, options, signal));
		print(nextSteps());
		return isCleanedUp && isNoted;
	} finally {
		client.stop();
	}
}
