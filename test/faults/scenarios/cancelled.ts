import { eventually } from '../../support/eventually';
import { auditCleanUp } from '../audit/cleanUp';
import { countBy } from '../countBy';
import { makeFaulty } from '../kinds';
import type { Finding, Scenario, Stage } from '../stage';
import { seedIdleConversations } from '../../support/idleConversations';
import { cleanUpRequest, fates, countReached, patienceFor, reportOf, statusesFor } from './cleanUp';

/** Longer than any pending wait: Retry-After is at most a second here. */
const QUIET_MS = 2_000;

/**
 * A clean-up that the user stops half-way: it ends, reports what was done, and sends nothing more.
 */
export const cancelledScenario: Scenario = {
	name: 'Cancelled half-way',
	async play(stage: Stage): Promise<Finding> {
		const { emulator, engine, size, seed, signal } = stage;
		const { meant, others } = seedIdleConversations(
			emulator,
			{ size, seed },
			statusesFor('delete'),
		);
		const before = emulator.store.conversations.size;
		makeFaulty(emulator, seed);
		stage.follow?.(size, () => countReached(emulator, 'delete', before));

		const request = { ...cleanUpRequest(stage, 'delete'), watchMs: QUIET_MS };
		const stop = new AbortController();
		let isOver = false;
		const run = engine.run(request, stop.signal).finally(() => {
			isOver = true;
		});
		const isHalfDone = () => isOver || countReached(emulator, 'delete', before) >= size / 2;
		try {
			await eventually('half of the clean-up', isHalfDone, { ...patienceFor(size), signal });
		} finally {
			stop.abort();
			// Also after a time-out: the next scenario needs the emulator for itself.
			await Promise.allSettled([run]);
		}
		const answer = await run;
		const { journal } = emulator;
		const { report } = reportOf(answer);
		const outcomes = countBy(report, ({ outcome }) => String(outcome));
		const fateOf = fates(emulator, 'delete');
		const problems = auditCleanUp({ meant, others, report, journal, fateOf });
		if (answer.status !== 'canceled')
			problems.unshift(`It ended as ${answer.status}: ${answer.error?.message}`);
		const { before: sent, after: sentLater } = answer.sent;
		if (sent < journal.length) problems.unshift(`Only ${sent} of ${journal.length} were counted`);
		if (sentLater > 0) problems.unshift(`${sentLater} requests were sent after the end`);
		if (outcomes.done === undefined) problems.unshift('Nothing is reported as done');
		if (outcomes.notStarted === undefined) problems.unshift('Nothing was left undone');
		return { asked: size, outcomes, problems };
	},
};
