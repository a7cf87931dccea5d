import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import type { Endpoint } from '../../../../api/endpoint';
import { listPages, MAX_PAGE_SIZE } from '../../../../api/paging';
import { toQuery, toTest } from '../filters';
import type { CleanUpFilters } from './fields';

/** What is kept of a conversation that was found; not the record, so that many fit in memory. */
export interface Found {
	readonly id: string;
	readonly name: string | undefined;
	readonly configurationId: string | undefined;
	readonly status: string;
	/** Milliseconds since 1970; undefined where Twilio did not say. */
	readonly updatedAt: number | undefined;
}

/** The conversations that match. */
export interface Match {
	/** The oldest, oldest first, up to the bound. */
	readonly found: Found[];
	/** How many more match. */
	readonly beyond: number;
	/** The same question, to be asked again of one record. */
	readonly stillFits: (record: IDataObject) => Promise<boolean>;
}

/**
 * Finds what is to be cleaned up, before anything is done: acting while paging would move the
 * pages. Only the oldest up to the bound are kept, however long the list is.
 *
 * @param statuses that the action is for, where the user chose none
 * @param now milliseconds since 1970, from which "idle for" counts
 */
export async function findOldest(
	client: TwilioClient,
	endpoint: Endpoint<'/v2/Conversations'>,
	{ idleFor, ...filters }: CleanUpFilters,
	{ statuses, most, now }: { statuses: readonly string[]; most: number; now: number },
): Promise<Match> {
	const updatedBefore = idleFor === undefined ? undefined : new Date(now - idleFor);
	const wanted = { ...filters, ...(updatedBefore && { updatedBefore }) };
	const allowed = filters.status?.filter((status) => statuses.includes(status)) ?? [...statuses];
	const test =
		toTest(client, wanted) ?? (async (record: IDataObject) => await Promise.resolve(record));

	const found: Found[] = [];
	let matching = 0;
	// Statuses that the action is not for match nothing; an empty list would ask for all.
	const query = { ...toQuery(wanted), status: allowed };
	const pages =
		allowed.length > 0
			? listPages(client, endpoint, { ids: {}, query, pageSize: MAX_PAGE_SIZE })
			: [];
	for await (const page of pages) {
		for (const record of await Promise.all(page.map(test))) {
			if (record === undefined) continue;
			matching++;
			keepOldest(found, toFound(record), most);
		}
	}
	return {
		found,
		beyond: matching - found.length,
		stillFits: async (record) =>
			allowed.includes(String(record.status)) && (await test(record)) !== undefined,
	};
}

function toFound({ id, name, configurationId, status, updatedAt }: IDataObject): Found {
	const moment = typeof updatedAt === 'string' ? Date.parse(updatedAt) : NaN;
	return {
		id: String(id),
		name: typeof name === 'string' ? name : undefined,
		configurationId: typeof configurationId === 'string' ? configurationId : undefined,
		status: String(status),
		updatedAt: Number.isNaN(moment) ? undefined : moment,
	};
}

/** Puts it where it belongs by age, and lets the youngest go when there are too many. */
function keepOldest(found: Found[], one: Found, most: number): void {
	let low = 0;
	let high = found.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (age(found[middle]) <= age(one)) low = middle + 1;
		else high = middle;
	}
	if (low >= most) return;
	found.splice(low, 0, one);
	if (found.length > most) found.pop();
}

function age({ updatedAt = Infinity }: Found): number {
	return updatedAt;
}
