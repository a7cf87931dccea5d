import type { JournalEntry } from '../../../emulator';
import { seededRandom } from '../../../emulator/random';
import { auditCleanUp } from '../audit/cleanUp';
import { auditGivenUp } from '../audit/givenUp';
import { attemptsOf } from '../audit/journal';
import { countBy } from '../countBy';
import type { Jump } from '../engine';
import { makeFaulty } from '../kinds';
import type { Finding, Scenario, Stage } from '../stage';
import { stockUp } from '../../support/stock';
import { cleanUpRequest, fates, howFar, reportOf, statusesFor } from './cleanUp';

/** Further than this the clock is never off: no conversation is so near to the boundary. */
const MOST_HOURS = 12;
const TO_AND_FRO_MS = 50;
const MANY = 2_000;

const STEP_MS = 300;
const STEPS = 40;

/** Again and again, so that some of it comes while there is something to wait for. */
function inSteps(hours: number): Jump[] {
	return Array.from({ length: STEPS }, (_, index) => ({
		afterMs: (index + 1) * STEP_MS,
		hours: (hours * (index + 1)) / STEPS,
	}));
}

/** How the clock may behave, by name. @param seed same number, same jumps */
const CLOCKS: Readonly<Record<string, (seed: number) => Jump[]>> = {
	forth: () => inSteps(MOST_HOURS),
	back: () => inSteps(-MOST_HOURS),
	'to and fro': (seed) => {
		const random = seededRandom(seed);
		return Array.from({ length: MANY }, (_, index) => ({
			afterMs: index * TO_AND_FRO_MS,
			hours: (random() * 2 - 1) * MOST_HOURS,
		}));
	},
};

export const CLOCK_NAMES = Object.keys(CLOCKS);

/** A deletion that Twilio never finishes is given up after so long. */
const MAX_WAIT_SECONDS = 2;

/** One that it finishes has to be seen: one request in five fails, and Max Wait bounds the repeats too. */
const ENOUGH_SECONDS = 30;

/** So often at least a second is asked for. */
const WAITS = 5;

/** Timers may end a little early, and what was sent later may arrive first. */
const TOLERANCE_MS = 20;

/** Whether a second that was asked for was waited. The emulator's clock does not jump. */
function shortWaits(writes: readonly JournalEntry[]): number[] {
	const waits: number[] = [];
	for (const [index, { fault, at }] of writes.entries()) {
		const next = writes[index + 1];
		if (fault === '503-retry-after' && next !== undefined) waits.push(next.at - at);
	}
	return waits.filter((wait) => wait < 1_000 - TOLERANCE_MS);
}

/**
 * A clean-up while the clock of its machine jumps by hours. The engine has to be another process
 * than the emulator, whose clock is the measure.
 */
export function clockScenario(name: string): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, size, seed, signal } = stage;
		const { meant, others } = stockUp(emulator, { size, seed }, statusesFor('delete'));
		const before = emulator.store.conversations.size;
		makeFaulty(emulator, seed);
		const match = { method: 'DELETE' };
		emulator.failNext([{ kind: '503-retry-after', match, times: WAITS }]);
		stage.follow?.(size, () => howFar(emulator, 'delete', before));

		const request = cleanUpRequest(stage, 'delete', { options: { maxWait: ENOUGH_SECONDS } });
		const answer = await stage.engine.run({ ...request, jumps: CLOCKS[name](seed) }, signal);
		const { report } = reportOf(answer);
		const { journal } = emulator;
		const problems = auditCleanUp({
			meant,
			others,
			report,
			journal,
			fateOf: fates(emulator, 'delete'),
		});
		if (answer.status !== 'success')
			problems.unshift(`It ended as ${answer.status}: ${answer.error?.message}`);
		const attempts = attemptsOf(journal);
		for (const id of meant) {
			const { writes, trace } = attempts.of(id);
			for (const wait of shortWaits(writes)) {
				problems.push(`${id}: waited ${wait} ms where a second was asked for [${trace()}]`);
			}
		}
		problems.push(...auditGivenUp(report));
		return { asked: size, outcomes: countBy(report, ({ outcome }) => String(outcome)), problems };
	};
	return { name: `Clock jumps ${name}`, play };
}

/** Deletions that Twilio never finishes: the wait has to end even if the clock jumps. */
export function endlessScenario(name: string): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, engine, size, seed, signal } = stage;
		const { meant, others } = stockUp(emulator, { size, seed }, statusesFor('delete'));
		emulator.configure({ operationPolls: null, operationMs: null });
		stage.follow?.(size, () => emulator.store.operations.size);

		const request = cleanUpRequest(stage, 'delete', { options: { maxWait: MAX_WAIT_SECONDS } });
		const answer = await engine.run({ ...request, jumps: CLOCKS[name](seed) }, signal);
		const { report } = reportOf(answer);
		const { journal } = emulator;
		const fateOf = fates(emulator, 'delete');
		const problems = auditCleanUp({ meant, others, report, journal, fateOf });
		if (answer.status !== 'success')
			problems.unshift(`It ended as ${answer.status}: ${answer.error?.message}`);
		return { asked: size, outcomes: countBy(report, ({ outcome }) => String(outcome)), problems };
	};
	return { name: `Never finished, clock jumps ${name}`, play };
}
