import type { IDataObject } from 'n8n-workflow';
import type { ConversationStatus, Emulator, OperationRecord } from '../../../emulator';
import { auditCleanUp, type CleanUpAction, type Fate } from '../audit/cleanUp';
import { auditGivenUp } from '../audit/givenUp';
import { auditSummary } from '../audit/summary';
import { countBy } from '../countBy';
import { injectPermanentFaults } from '../permanentFaults';
import type { EngineAnswer, EngineRequest } from '../engine';
import { makeFaulty, refuseNowAndThen } from '../kinds';
import { credentialOf, type Finding, type Scenario, type Stage } from '../stage';
import { IDLE_DAYS, seedIdleConversations } from '../../support/idleConversations';

const STATUSES: Readonly<Record<CleanUpAction, readonly ConversationStatus[]>> = {
	close: ['ACTIVE', 'INACTIVE'],
	delete: ['ACTIVE', 'INACTIVE', 'CLOSED'],
	inactive: ['ACTIVE'],
};

const STATUS_AFTER = { close: 'CLOSED', inactive: 'INACTIVE' } as const;

/** The statuses that an action applies to. */
export function statusesFor(action: CleanUpAction): readonly ConversationStatus[] {
	return STATUSES[action];
}

/** Time-out for a clean-up of that size: ten times what it takes on a busy machine. */
export function patienceFor(size: number): { timeoutMs: number; intervalMs: number } {
	return { timeoutMs: 60_000 + size * 100, intervalMs: 5 };
}

/** The request that runs a clean-up. */
export function cleanUpRequest(
	{ emulator }: Pick<Stage, 'emulator'>,
	action: CleanUpAction,
	parameters: EngineRequest['parameters'] = {},
): EngineRequest {
	return {
		credential: credentialOf({ emulator }),
		parameters: {
			resource: 'conversation',
			operation: 'cleanUp',
			cleanUpAction: action,
			dryRun: false,
			maxConversations: 1_000_000,
			cleanUpFilters: { idleFor: { values: { amount: IDLE_DAYS, unit: 'days' } } },
			...parameters,
		},
	};
}

/** What happened to each conversation, by the emulator's store. */
export function fates({ store }: Emulator, action: CleanUpAction): (id: string) => Fate {
	const operations = new Map<string, OperationRecord[]>();
	for (const operation of store.operations.values()) {
		const { conversationId } = operation.related;
		operations.set(conversationId, [...(operations.get(conversationId) ?? []), operation]);
	}
	return (id) => {
		const own = operations.get(id) ?? [];
		const willBeGone = own.some(({ status }) => status === 'PENDING' || status === 'RUNNING');
		const status = store.conversations.get(id)?.status;
		return {
			deletions: own.length,
			isDone:
				action === 'delete' ? status === undefined || willBeGone : status === STATUS_AFTER[action],
		};
	};
}

/** Conversations that have reached the state that the action leads to. */
export function countReached({ store }: Emulator, action: CleanUpAction, before: number): number {
	if (action === 'delete') return before - store.conversations.size;
	let count = 0;
	for (const { status } of store.conversations.values()) {
		if (status === STATUS_AFTER[action]) count++;
	}
	return count;
}

/** The report: one item per conversation, and the summary from the error of the failed step. */
export function reportOf({ items, error }: EngineAnswer): {
	report: IDataObject[];
	summary?: IDataObject;
} {
	const { report, summary } = error?.context ?? {};
	if (!Array.isArray(report)) return { report: items.map(({ json }) => json) };
	return { report: report.map((item) => Object(item)), summary: Object(summary) };
}

/**
 * A clean-up under faults, with some conversations that fail for good. With these the step fails at
 * its end, which gives both its items and its summary.
 */
export function cleanUpScenario(action: CleanUpAction): Scenario {
	const play = async (stage: Stage): Promise<Finding> => {
		const { emulator, engine, size, seed, signal } = stage;
		const { meant, others } = seedIdleConversations(emulator, { size, seed }, STATUSES[action]);
		const before = emulator.store.conversations.size;
		const faulty = injectPermanentFaults(emulator, meant, action);
		makeFaulty(emulator, seed);
		stage.follow?.(size, () => countReached(emulator, action, before));

		const options = { options: { failAtEnd: true } };
		const answer = await engine.run(cleanUpRequest(stage, action, options), signal);
		const { report, summary } = reportOf(answer);
		const { journal } = emulator;
		const fateOf = fates(emulator, action);
		return {
			asked: size,
			outcomes: countBy(report, ({ outcome }) => String(outcome)),
			problems: [
				...(summary === undefined
					? [`It was to fail at its end: ${answer.status} ${answer.error?.message}`]
					: auditSummary(summary, report, journal.length)),
				...auditCleanUp({ meant, others, report, journal, fateOf }),
				...auditGivenUp(report, faulty),
			],
		};
	};
	return { name: `Clean Up: ${action}`, play };
}

/** A clean-up with occasional 429s at any rate of requests: it takes its time, but completes. */
export const refusedScenario: Scenario = {
	name: 'Clean Up: close, refused now and then',
	async play(stage: Stage): Promise<Finding> {
		const { emulator, engine, size, seed, signal } = stage;
		const { meant, others } = seedIdleConversations(emulator, { size, seed }, STATUSES.close);
		const before = emulator.store.conversations.size;
		refuseNowAndThen(emulator, seed);
		stage.follow?.(size, () => countReached(emulator, 'close', before));

		const { report } = reportOf(await engine.run(cleanUpRequest(stage, 'close'), signal));
		const { journal } = emulator;
		const fateOf = fates(emulator, 'close');
		return {
			asked: size,
			outcomes: countBy(report, ({ outcome }) => String(outcome)),
			problems: [
				...auditCleanUp({ meant, others, report, journal, fateOf }),
				...auditGivenUp(report),
			],
		};
	},
};
