import type { IDataObject } from 'n8n-workflow';

/** Eight faulty answers in a row, where one in five is: about 3 in a million requests. */
const MISFORTUNES = 1;
const MISFORTUNE_EACH = 5_000;

/**
 * Looks for conversations that were given up although only some of the answers were faulty.
 *
 * @param doomed those that were made to fail for good
 * @returns in words which, unless it can be chance
 */
export function auditGivenUp(
	report: readonly IDataObject[],
	doomed: ReadonlySet<string> = new Set(),
): string[] {
	const givenUp = report.filter(({ id, outcome }) => outcome !== 'done' && !doomed.has(String(id)));
	const byChance = MISFORTUNES + Math.floor(report.length / MISFORTUNE_EACH);
	if (givenUp.length <= byChance) return [];
	return givenUp.map(
		({ id, outcome, reason }) =>
			`${String(id)}: was given up, and need not have been: ${String(outcome)}, ${String(reason)}`,
	);
}
