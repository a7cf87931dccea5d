import type { Emulator } from '../../../emulator';
import { eventually } from '../../support/eventually';
import { auditCleanUp, type CleanUpAction } from '../audit/cleanUp';
import { auditGivenUp } from '../audit/givenUp';
import { countBy } from '../countBy';
import { makeFaulty } from '../kinds';
import type { Finding, Scenario, Stage } from '../stage';
import { seedIdleConversations } from '../../support/idleConversations';
import { cleanUpRequest, fates, countReached, patienceFor, reportOf, statusesFor } from './cleanUp';

/** How long Twilio takes for a deletion. */
const OPERATION_MS = 300;

/** Conversations with a processed write, whether its operation is finished or not. */
function carriedOut({ journal }: Emulator): number {
	const ids = new Set<string>();
	for (const { method, path, processed } of journal) {
		if (method !== 'GET' && processed) ids.add(path);
	}
	return ids.size;
}

function areOperationsEnded({ store }: Emulator): boolean {
	return [...store.operations.values()].every(({ completedAt }) => completedAt !== null);
}

/** Runs it in a child process that is killed once half of the work is carried out. */
async function runAndKill(stage: Stage, action: CleanUpAction): Promise<void> {
	const { emulator, size, signal } = stage;
	const process = stage.startProcess();
	const patience = { ...patienceFor(size), signal };
	let isOver = false;
	const run = process
		.run({ ...cleanUpRequest(stage, action), executionId: 'killed' })
		.then(
			() => 'finished',
			() => 'killed',
		)
		.finally(() => {
			isOver = true;
		});
	const isHalfDone = () => isOver || carriedOut(emulator) >= size / 2;
	try {
		await eventually('half of the clean-up', isHalfDone, patience);
	} finally {
		await process.kill();
	}
	if ((await run) !== 'killed') throw new Error('It was finished before it could be killed');
	// The last requests may still be in flight.
	const isQuiet = () => emulator.journal.every(({ outcome }) => outcome !== 'pending');
	await eventually('the last answers', isQuiet, patience);
}

/** A clean-up whose process is killed half-way, and a second one that continues from there. */
export function killedScenario(action: CleanUpAction): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, engine, size, seed, signal } = stage;
		const { meant, others } = seedIdleConversations(emulator, { size, seed }, statusesFor(action));
		const before = emulator.store.conversations.size;
		makeFaulty(emulator, seed);
		// By time, because nobody polls the operations of the first run any more.
		emulator.configure({ operationMs: OPERATION_MS });
		stage.follow?.(size, () => countReached(emulator, action, before));
		const problems: string[] = [];

		await runAndKill(stage, action);
		const areEnded = () => areOperationsEnded(emulator);
		await eventually('the last operations', areEnded, { ...patienceFor(size), signal });
		const fateAtFirst = fates(emulator, action);
		const left = meant.filter((id) => !fateAtFirst(id).isDone);
		const doneAtFirst = size - left.length;
		if (doneAtFirst === 0 || left.length === 0) problems.push(`${doneAtFirst} were done at first`);
		const begunAt = emulator.journal.length;

		const request = { ...cleanUpRequest(stage, action), executionId: 'again' };
		const { report } = reportOf(await engine.run(request, signal));
		const isLeft = new Set(left);
		problems.push(
			...auditCleanUp({
				meant: left,
				// The second run must not touch what the first has done.
				others: [...others, ...meant.filter((id) => !isLeft.has(id))],
				report,
				journal: emulator.journal.slice(begunAt),
				fateOf: fates(emulator, action),
			}),
			...auditGivenUp(report),
		);
		const fateOf = fates(emulator, action);
		for (const id of meant) {
			const { isDone, deletions } = fateOf(id);
			if (!isDone) problems.push(`${id}: was not done by both runs together`);
			if (deletions > 1) problems.push(`${id}: was deleted ${deletions} times by both together`);
		}
		const outcomes = countBy(report, ({ outcome }) => String(outcome));
		return { asked: size, outcomes: { ...outcomes, 'done before': doneAtFirst }, problems };
	};
	return { name: `Killed and run again: ${action}`, play };
}
