/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import type { IDataObject } from 'n8n-workflow';
import { Stopped } from '../cli/command';
import { print } from '../cli/print';
import { type Level, progressOn } from '../cli/progress';
import { whyStopped, withTimeLimit } from '../cli/timeLimit';
import { loadNodeTypes, runWorkflow } from '../../test/support/engine';
import type { WorkflowResult } from '../../test/support/engine';
import { check, checkDryRun, reasonsOf } from './check';
import { cleanUpExample } from './cleanUpExample';
import type { EmulatorClient } from './emulatorClient';
import type { DemoOptions } from './options';
import { planFor, share } from './plan';
import type { Plan } from './plan';
import type { Started } from './protocol';
import { comparison, conclusion, dryRunReport, effort, inventory } from './report';
import type { Tally } from './tally';

/** One clean-up: the plan, and what runs it. */
interface Scene {
	client: EmulatorClient;
	plan: Plan;
	options: DemoOptions;
	/** @throws Stopped when it was cancelled; Error when the workflow failed */
	run: (dryRun: boolean) => Promise<WorkflowResult>;
}

function levelsOf({ idle, old }: Plan, tally: Tally): Level[] {
	const { requests, rateLimited } = tally;
	const refused = rateLimited > 0 ? `, ${rateLimited} answered with 429` : '';
	return [
		{ name: 'closing', done: tally.closings, total: idle.length },
		{
			name: 'deleting',
			done: tally.deletions,
			total: old.length,
			note: `${requests} requests${refused}`,
		},
	];
}

/** Runs the workflow for real, and shows its progress. */
async function runWithProgress({ client, plan, run }: Scene) {
	const begun = Date.now();
	const look = async () => levelsOf(plan, await client.call('tally', null));
	const { result, elapsedMs } = await progressOn(process.stdout)(look, async () => {
		const result = await run(false);
		return { result, elapsedMs: Date.now() - begun };
	});
	return { tally: await client.call('tally', null), result, elapsedMs };
}

function reportOf(result: WorkflowResult): IDataObject {
	return result.items('Report')[0]?.json ?? {};
}

function failureOf({ error, status }: WorkflowResult): Error {
	const description = error && 'description' in error ? String(error.description ?? '') : '';
	return new Error(`The workflow ended with status "${status}": ${error?.message} ${description}`);
}

function stoppedAt(why: string, { idle, old }: Plan, { closings, deletions }: Tally): Stopped {
	return new Stopped(
		`${why}: ${closings} of ${idle.length} closings and ${deletions} of ${old.length} ` +
			'deletions were done. The emulator and all it held are gone.',
	);
}

async function showDryRun({ client, plan, run }: Scene): Promise<boolean> {
	const result = await run(true);
	const { rows } = await client.call('inspect', null);
	const verdict = checkDryRun(plan, rows, reportOf(result));
	print(dryRunReport(verdict));
	// Later figures count only the requests of the real run.
	await client.call('forgetRequests', null);
	return verdict.agrees;
}

async function showRun(scene: Scene): Promise<boolean> {
	const { client, plan, options } = scene;
	const { tally, result, elapsedMs } = await runWithProgress(scene);
	const { rows, violations } = await client.call('inspect', null);
	const report = reportOf(result);
	const verdict = check(plan, rows, report);
	print(comparison(verdict));
	print(`${effort(tally, result, elapsedMs)}\n`);
	print(conclusion(verdict, plan, violations, reasonsOf(report)));
	return verdict.agrees && violations.length === 0 && (verdict.failed === 0 || options.fail > 0);
}

/**
 * The first part: the example that runs every night, first as a dry run and then for real.
 *
 * @param signal cancels the execution
 * @returns whether both reports are true, and only the planned failures happened
 * @throws Stopped when it was cancelled; Error when the workflow failed
 */
export async function showCleanUp(
	client: EmulatorClient,
	{ credential, rows }: Started,
	options: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	const plan = planFor(rows, options, Date.now());
	const refused = share(plan.old, options.fail).map(({ id }) => id);
	if (refused.length > 0) await client.call('failDeletes', refused);
	print(inventory(rows, plan));
	if (signal.aborted) throw new Stopped('Stopped before the workflow began.');

	const { closeAfterDays, deleteAfterDays, conversations: maxConversations, timeLimit } = options;
	const either = withTimeLimit(signal, timeLimit);
	const run = async (dryRun: boolean) => {
		const result = await runWorkflow({
			workflow: cleanUpExample({ closeAfterDays, deleteAfterDays, maxConversations, dryRun }),
			nodeTypes: await loadNodeTypes({ from: 'dist' }),
			credentials: { twilioConversationsApi: credential },
			signal: either,
		});
		if (result.status === 'canceled') {
			throw stoppedAt(whyStopped(either), plan, await client.call('tally', null));
		}
		if (result.status !== 'success') throw failureOf(result);
		return result;
	};
	const scene = { client, plan, options, run };
	return (await showDryRun(scene)) && (await showRun(scene));
}
