import { seconds } from '../../../tools/cli/format';
import { IDLE_DAYS, seedIdleConversations } from '../../support/idleConversations';
import type { ExecutionData, RunningN8n } from '../../../tools/start';
import { eventually } from '../../support/eventually';
import { equal, holds } from '../check';
import type { Check } from '../check';
import { begunIn } from '../executions';
import { deletions, onceNeverTwice, writes } from '../journal';
import type { Counts } from '../journal';
import { cleaningUp } from '../workflows';
import type { Finding, Stage } from './stage';

/** Share of the deletions after which the worker is killed. */
const KILL_AT = 0.3;
/** The workflow is activated this long before its schedule fires. */
const AHEAD_MS = 12_000;
const BEGIN_TIMEOUT_MS = 60_000;
/** By default n8n notices a dead worker after 60 to 90 s, and then waits 30 s for it. */
const END_TIMEOUT_MS = 200_000;
const SEED = 1;

function summaryOf({ data }: ExecutionData): Record<string, unknown> {
	return data.resultData.runData['Clean Up']?.[0]?.data?.main[0]?.[0]?.json ?? {};
}

function sum(counts: Counts, ids: readonly string[]): number {
	return ids.reduce((total, id) => total + (counts.get(id) ?? 0), 0);
}

/** Schedules the clean-up, and waits until it is half-way. @returns id of the workflow */
async function begin(stage: Stage, size: number): Promise<string> {
	const { deployment, credentials, emulator, tell, signal } = stage;
	const { client } = deployment.main;
	const at = new Date(Date.now() + AHEAD_MS);
	const settings = { at, idleDays: IDLE_DAYS, maxConversations: size };
	const { id } = await client.createWorkflow(cleaningUp(credentials.twilio, settings));
	await client.activate(id);
	tell(`waiting for the schedule, and for ${KILL_AT * size} of ${size} deletions`);
	await eventually(
		'the clean-up to be under way',
		() => deletions(emulator.journal).size >= KILL_AT * size,
		{ timeoutMs: AHEAD_MS + BEGIN_TIMEOUT_MS, intervalMs: 5, signal },
	);
	return id;
}

/** An interrupted clean-up: what it and the second run have to do, and the state at the kill. */
interface Interrupted {
	readonly workflowId: string;
	readonly executionId: string;
	readonly meant: readonly string[];
	readonly others: readonly string[];
	/** Deletions carried out by then. */
	readonly atFirst: number;
	readonly victim: RunningN8n;
	readonly survivor: RunningN8n;
	/** A value of `performance.now()`. */
	readonly killedAt: number;
}

/** Seeds the emulator, starts the clean-up, and kills the worker that runs it. */
async function interrupt(stage: Stage, size: number): Promise<Interrupted> {
	const { deployment, emulator, tell, signal } = stage;
	const { main, workers } = deployment;
	const stock = seedIdleConversations(emulator, { size, seed: SEED }, [
		'ACTIVE',
		'INACTIVE',
		'CLOSED',
	]);
	emulator.journal.length = 0;
	const workflowId = await begin(stage, size);
	const [{ id: executionId }] = await main.client.executions(workflowId);
	const victim = workers.find((worker) => begunIn(worker.logs()).includes(executionId));
	const survivor = workers.find((worker) => worker !== victim);
	if (victim === undefined || survivor === undefined) {
		throw new Error(`No worker says that it runs execution ${executionId}`);
	}
	tell('killing the worker that runs it');
	await victim.kill('SIGKILL');
	const killedAt = performance.now();
	// Its last requests may still be in flight.
	const isQuiet = () => emulator.journal.every(({ outcome }) => outcome !== 'pending');
	await eventually('the last answers', isQuiet, { signal });
	const atFirst = deletions(emulator.journal).size;
	return { ...stock, workflowId, executionId, atFirst, victim, survivor, killedAt };
}

/** Checks what all runs did together, by the emulator's records. */
function judgeDeeds(
	{ emulator }: Stage,
	{ meant, others, atFirst }: Interrupted,
	size: number,
): Check[] {
	const { store, journal } = emulator;
	const done = onceNeverTwice(deletions(journal), meant);
	const isThere = (id: string) => store.conversations.has(id);
	return [
		holds(
			'deletions before the worker was killed',
			`${KILL_AT * size} to ${size - 1}`,
			String(atFirst),
			atFirst >= KILL_AT * size && atFirst < size,
		),
		equal('deleted once, by all runs together', size, done.once),
		equal('deleted twice', 0, done.twice),
		equal('not deleted', 0, done.never),
		equal('left of those that were meant', 0, meant.filter(isThere).length),
		equal('left of the others', others.length, others.filter(isThere).length),
		equal('requests to change one of the others', 0, sum(writes(journal), others)),
	];
}

/** Waits for that many finished executions. @returns them with their data, oldest first */
async function executionsOf(
	{ deployment, signal }: Stage,
	{ workflowId }: Interrupted,
	count: number,
): Promise<ExecutionData[]> {
	const { client } = deployment.main;
	const patience = { timeoutMs: END_TIMEOUT_MS, signal };
	const ended = await client.endedExecutions(workflowId, count, patience);
	const all: ExecutionData[] = [];
	for (const { id } of ended) all.unshift(await client.executionData(id));
	return all;
}

/**
 * Kills the worker of a scheduled clean-up half-way, for good. n8n fails the execution, and the
 * workflow's Error Trigger runs it again on the other worker.
 */
export async function killWorker(stage: Stage, size: number): Promise<Finding> {
	const { deployment, tell } = stage;
	const interrupted = await interrupt(stage, size);
	const { workflowId, atFirst, victim, survivor, killedAt } = interrupted;
	tell('waiting for n8n to notice, and for the second run');
	const [first, again] = await executionsOf(stage, interrupted, 2);
	const elapsedMs = performance.now() - killedAt;
	const summary = summaryOf(again);
	const isOnSurvivor = begunIn(survivor.logs()).includes(again.id);
	const checks = [
		equal('executions, by what started them', 'trigger, error', `${first.mode}, ${again.mode}`),
		equal('how they ended', 'error, success', `${first.status}, ${again.status}`),
		equal('worker of the second', 'the other one', isOnSurvivor ? 'the other one' : 'none'),
		equal('found by the second', size - atFirst, String(summary.found)),
		equal('done, as the second reports', size - atFirst, String(summary.done)),
		...judgeDeeds(stage, interrupted, size),
	];
	await deployment.main.client.deactivate(workflowId);
	tell('starting the worker again');
	await victim.restart();
	const remarks = [
		`From the kill to the end of the second run: ${seconds(elapsedMs)}`,
		`n8n says of the first: ${first.data.resultData.error?.message ?? 'nothing'}`,
	];
	return { checks, remarks };
}

/**
 * The same, but the worker restarts at once, with the same folder. It then fails the execution that
 * it finds unfinished, and so does the main process when it misses the worker: n8n starts the Error
 * Trigger twice, and two runs delete the same conversations in parallel.
 */
export async function restartWorker(stage: Stage, size: number): Promise<Finding> {
	const { deployment, tell } = stage;
	const interrupted = await interrupt(stage, size);
	const { workflowId, victim, killedAt } = interrupted;
	tell('starting it again');
	await victim.restart();
	const readyMs = performance.now() - killedAt;
	tell('waiting for the runs that follow');
	const [first, ...again] = await executionsOf(stage, interrupted, 3);
	const summaries = again.map(summaryOf);
	const checks = [
		equal(
			'executions, by what started them',
			'trigger, error, error',
			[first, ...again].map(({ mode }) => mode).join(', '),
		),
		equal(
			'how the last two ended',
			'success, success',
			again.map(({ status }) => status).join(', '),
		),
		// A conversation that the other run is deleting already counts as done.
		equal(
			'failures that the two report',
			'0, 0',
			summaries.map(({ failed }) => String(failed)).join(', '),
		),
		...judgeDeeds(stage, interrupted, size),
	];
	await deployment.main.client.deactivate(workflowId);
	const counts = summaries.map(({ found, done, failed }) => {
		return `found ${String(found)}, done ${String(done)}, failed ${String(failed)}`;
	});
	const remarks = [
		`The worker was ready again ${seconds(readyMs)} after the kill`,
		`The two runs report: ${counts.join('; ')}`,
	];
	return { checks, remarks };
}
