import type { IDataObject } from 'n8n-workflow';
import type { Plan } from './plan';
import type { Row } from './protocol';

/** The numbers that the workflow's Summary has, in the order in which they are shown. */
export const COUNTS = ['found', 'closed', 'notClosed', 'deleted', 'notDeleted'] as const;

export type Counts = Record<(typeof COUNTS)[number], number>;

export interface Verdict {
	/** What the workflow reports; undefined where it reports no number. */
	reported: Partial<Counts>;
	/** The same, found out from what the service holds. */
	actual: Counts;
	/** Conversations that were to be left alone, and that are not as they were. */
	disturbed: number;
	/** The report is what happened, and nothing else happened. */
	agrees: boolean;
	/** Conversations that were to be closed or deleted and were not. */
	failed: number;
}

/**
 * Compares the workflow's summary with the service's store.
 * @param plan what was there before, and what was to be done with it
 * @param after what is there now
 */
export function check(plan: Plan, after: Row[], summary: IDataObject): Verdict {
	const now = new Map(after.map((row) => [row.id, row]));
	const count = (rows: Row[], test: (before: Row, row?: Row) => boolean) =>
		rows.filter((row) => test(row, now.get(row.id))).length;
	const closed = count(plan.idle, (_, row) => row?.status === 'CLOSED');
	const deleted = count(plan.old, (_, row) => row === undefined);
	const actual: Counts = {
		found: plan.idle.length + plan.old.length,
		closed,
		notClosed: plan.idle.length - closed,
		deleted,
		notDeleted: plan.old.length - deleted,
	};
	const isChanged = (before: Row, row?: Row) =>
		row?.status !== before.status || row.updatedAt !== before.updatedAt;
	const disturbed =
		count(plan.others, isChanged) +
		count(plan.idle, (_, row) => row === undefined) +
		count(plan.old, (before, row) => row !== undefined && isChanged(before, row));

	const reported: Partial<Counts> = {};
	for (const name of COUNTS) {
		const value = summary[name];
		if (typeof value === 'number') reported[name] = value;
	}
	const agrees = disturbed === 0 && COUNTS.every((name) => reported[name] === actual[name]);
	return { reported, actual, disturbed, agrees, failed: actual.notClosed + actual.notDeleted };
}
