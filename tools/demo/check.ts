import type { IDataObject } from 'n8n-workflow';
import type { Plan } from './plan';
import type { Row } from './protocol';

/** The counts of the workflow's report that are checked, in the order in which they are shown. */
export const COUNTS = ['found', 'closed', 'notClosed', 'deleted', 'notDeleted'] as const;

export type Counts = Record<(typeof COUNTS)[number], number>;

export interface Verdict {
	/** According to the workflow; NaN where it reports no number. */
	reported: Counts;
	/** According to the emulator's store. */
	actual: Counts;
	/** Conversations that should have been left alone and were changed. */
	disturbed: number;
	/** The report is true, and nothing else happened. */
	agrees: boolean;
	/** Conversations that should have been closed or deleted and were not. */
	failed: number;
}

/** The check of a dry run. */
export interface DryVerdict {
	/** NaN where it reports no number. */
	closings: number;
	deletions: number;
	/** The counts are right, and the store is unchanged. */
	agrees: boolean;
}

type Step = 'closing' | 'deleting';

/** A number from one of the two summaries in the item of the node "Report". */
function told(report: IDataObject, step: Step, name: string): number {
	const value: unknown = Object(report[step])[name];
	return typeof value === 'number' ? value : NaN;
}

/** Why conversations failed or were skipped, as the report says, e.g. "2 x failed: …". */
export function reasonsOf(report: IDataObject): string[] {
	const steps: Step[] = ['closing', 'deleting'];
	return steps.flatMap((step) =>
		Object.entries(Object(Object(report[step]).byReason)).map(
			([reason, times]) => `${String(times)} x ${reason}`,
		),
	);
}

function isChanged(before: Row, row?: Row): boolean {
	return row?.status !== before.status || row.updatedAt !== before.updatedAt;
}

/** Counts conversations by a test of their state before and after; undefined after a deletion. */
function counter(after: Row[]) {
	const now = new Map(after.map((row) => [row.id, row]));
	return (rows: Row[], test: (before: Row, row?: Row) => boolean) =>
		rows.filter((row) => test(row, now.get(row.id))).length;
}

/**
 * Compares the workflow's report with the emulator's store.
 *
 * @param plan the state before the run, and what the run had to do
 * @param after the state now
 */
export function check(plan: Plan, after: Row[], report: IDataObject): Verdict {
	const count = counter(after);
	const closed = count(plan.idle, (_, row) => row?.status === 'CLOSED');
	const deleted = count(plan.old, (_, row) => row === undefined);
	const actual: Counts = {
		found: plan.idle.length + plan.old.length,
		closed,
		notClosed: plan.idle.length - closed,
		deleted,
		notDeleted: plan.old.length - deleted,
	};
	const reported: Counts = {
		found: told(report, 'closing', 'found') + told(report, 'deleting', 'found'),
		closed: told(report, 'closing', 'done'),
		notClosed: told(report, 'closing', 'failed'),
		deleted: told(report, 'deleting', 'done'),
		notDeleted: told(report, 'deleting', 'failed'),
	};
	const disturbed =
		count(plan.others, isChanged) +
		count(plan.idle, (_, row) => row === undefined) +
		count(plan.old, (before, row) => row !== undefined && isChanged(before, row));
	const agrees = disturbed === 0 && COUNTS.every((name) => reported[name] === actual[name]);
	return { reported, actual, disturbed, agrees, failed: actual.notClosed + actual.notDeleted };
}

/**
 * The same for a dry run, which has to report what would be done and change nothing.
 *
 * @param after the state now
 */
export function checkDryRun(plan: Plan, after: Row[], report: IDataObject): DryVerdict {
	const before = [...plan.idle, ...plan.old, ...plan.others];
	const closings = told(report, 'closing', 'planned');
	const deletions = told(report, 'deleting', 'planned');
	const agrees =
		closings === plan.idle.length &&
		deletions === plan.old.length &&
		after.length === before.length &&
		counter(after)(before, isChanged) === 0;
	return { closings, deletions, agrees };
}
