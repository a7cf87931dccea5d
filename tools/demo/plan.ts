import type { Row } from './protocol';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the workflow has to do with the conversations, by its own rules. */
export interface Plan {
	/** Open and idle: to be closed. */
	idle: Row[];
	/** Closed and unchanged for long: to be deleted. */
	old: Row[];
	/** To be left alone. */
	others: Row[];
}

/** Sorts conversations by what has to be done with them at the time `now`. */
export function planFor(
	rows: Row[],
	{ closeAfterDays, deleteAfterDays }: { closeAfterDays: number; deleteAfterDays: number },
	now: number,
): Plan {
	const plan: Plan = { idle: [], old: [], others: [] };
	for (const row of rows) {
		const days = (now - row.updatedAt) / DAY_MS;
		if (row.status !== 'CLOSED' && days > closeAfterDays) plan.idle.push(row);
		else if (row.status === 'CLOSED' && days > deleteAfterDays) plan.old.push(row);
		else plan.others.push(row);
	}
	return plan;
}

/** Picks a percentage of a list, evenly spread; at least one unless it is 0 %. */
export function share<T>(list: T[], percent: number): T[] {
	const wanted = percent === 0 ? 0 : Math.max(1, Math.round((list.length * percent) / 100));
	return list.filter(
		(_, index) =>
			Math.floor(((index + 1) * wanted) / list.length) > Math.floor((index * wanted) / list.length),
	);
}
