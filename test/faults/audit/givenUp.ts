import type { IDataObject } from 'n8n-workflow';

/**
 * Giving up takes eight faulty answers in a row; with one in five faulty, about 3 in a million
 * requests.
 */
const MIN_BY_CHANCE = 1;
const ONE_MORE_EACH = 5_000;

/**
 * Looks for conversations that were given up although only some of the answers were faulty.
 *
 * @param faulty those that were made to fail for good
 * @returns each of them in words, unless chance explains their number
 */
export function auditGivenUp(
	report: readonly IDataObject[],
	faulty: ReadonlySet<string> = new Set(),
): string[] {
	const givenUp = report.filter(({ id, outcome }) => outcome !== 'done' && !faulty.has(String(id)));
	const byChance = MIN_BY_CHANCE + Math.floor(report.length / ONE_MORE_EACH);
	if (givenUp.length <= byChance) return [];
	return givenUp.map(
		({ id, outcome, reason }) =>
			`${String(id)}: was given up, and need not have been: ${String(outcome)}, ${String(reason)}`,
	);
}
