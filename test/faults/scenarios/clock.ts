import type { JournalEntry } from '../../../emulator';
import { seededRandom } from '../../../emulator/random';
import { auditCleanUp } from '../audit/cleanUp';
import { auditGivenUp } from '../audit/givenUp';
import { attemptsOf } from '../audit/journal';
import { countBy } from '../countBy';
import type { Jump } from '../engine';
import { makeFaulty } from '../kinds';
import type { Finding, Scenario, Stage } from '../stage';
import { seedIdleConversations } from '../../support/idleConversations';
import { cleanUpRequest, fates, countReached, reportOf, statusesFor } from './cleanUp';

/** Maximum offset of the clock; every conversation is further from the age limit. */
const MOST_HOURS = 12;
const SWING_MS = 50;
const SWINGS = 2_000;

const STEP_MS = 300;
const STEPS = 40;

/** Many small jumps, so that some happen during a wait. */
function inSteps(hours: number): Jump[] {
	return Array.from({ length: STEPS }, (_, index) => ({
		afterMs: (index + 1) * STEP_MS,
		hours: (hours * (index + 1)) / STEPS,
	}));
}

/** Ways in which the clock jumps. @param seed the same seed gives the same jumps */
const CLOCKS: Readonly<Record<string, (seed: number) => Jump[]>> = {
	forth: () => inSteps(MOST_HOURS),
	back: () => inSteps(-MOST_HOURS),
	'to and fro': (seed) => {
		const random = seededRandom(seed);
		return Array.from({ length: SWINGS }, (_, index) => ({
			afterMs: index * SWING_MS,
			hours: (random() * 2 - 1) * MOST_HOURS,
		}));
	},
};

export const CLOCK_NAMES = Object.keys(CLOCKS);

/** Max Wait for deletions that Twilio never finishes. */
const MAX_WAIT_SECONDS = 2;

/**
 * Max Wait for deletions that have to be seen completed; it includes retries, and one request in
 * five fails.
 */
const ENOUGH_SECONDS = 30;

/** How many times a Retry-After of at least a second is sent. */
const WAITS = 5;

/** Timers may fire a little early, and later requests may overtake earlier ones. */
const TOLERANCE_MS = 20;

/**
 * Waits after a Retry-After that were too short, measured by the emulator's clock, which does not
 * jump.
 */
function shortWaits(writes: readonly JournalEntry[]): number[] {
	const waits: number[] = [];
	for (const [index, { fault, at }] of writes.entries()) {
		const next = writes[index + 1];
		if (fault === '503-retry-after' && next !== undefined) waits.push(next.at - at);
	}
	return waits.filter((wait) => wait < 1_000 - TOLERANCE_MS);
}

/**
 * A clean-up while the machine's clock jumps by hours. Engine and emulator have to be separate
 * processes, since the emulator's clock is the reference.
 */
export function clockScenario(name: string): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, size, seed, signal } = stage;
		const { meant, others } = seedIdleConversations(
			emulator,
			{ size, seed },
			statusesFor('delete'),
		);
		const before = emulator.store.conversations.size;
		makeFaulty(emulator, seed);
		const match = { method: 'DELETE' };
		emulator.failNext([{ kind: '503-retry-after', match, times: WAITS }]);
		stage.follow?.(size, () => countReached(emulator, 'delete', before));

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
		const { meant, others } = seedIdleConversations(
			emulator,
			{ size, seed },
			statusesFor('delete'),
		);
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
