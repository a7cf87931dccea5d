import type { IDataObject } from 'n8n-workflow';
import { countBy } from '../countBy';

const OUTCOMES = ['done', 'accepted', 'skipped', 'failed', 'planned', 'notStarted'];

/**
 * Compares the summary of a clean-up with its items.
 *
 * @param requests how many the emulator received
 * @returns each discrepancy in words
 */
export function auditSummary(
	summary: IDataObject,
	report: readonly IDataObject[],
	requests: number,
): string[] {
	const problems: string[] = [];
	const expect = (what: string, told: unknown, actual: number) => {
		if (told !== actual) problems.push(`Summary: ${what} is ${String(told)}, and it was ${actual}`);
	};
	const counts = countBy(report, ({ outcome }) => String(outcome));
	for (const outcome of OUTCOMES) expect(outcome, summary[outcome], counts[outcome] ?? 0);
	expect('found', summary.found, report.length + Number(summary.beyondMaxConversations));
	expect('requests', summary.requests, requests);

	const withReason = countBy(
		report.filter(({ reason }) => reason !== null),
		({ outcome }) => String(outcome),
	);
	const told: Record<string, number> = {};
	for (const [reason, count] of Object.entries(Object(summary.byReason))) {
		const [outcome] = reason.split(':');
		told[outcome] = (told[outcome] ?? 0) + Number(count);
	}
	for (const outcome of OUTCOMES) {
		expect(`by reason, ${outcome}`, told[outcome] ?? 0, withReason[outcome] ?? 0);
	}
	return problems;
}
