import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import type { Endpoint } from '../../api/endpoint';
import { asFilledText } from '../../api/json';
import { type ListCall, MAX_PAGE_SIZE, readPages } from '../../api/paging';
import { firstFitting } from '../../api/sideBySide';

/** Filters applied here match few records, so a smaller page would seldom contain one. */
const MIN_PAGE_SIZE = 100;

/** Filters that this node applies itself. */
export interface RecordTest {
	/** Whether Twilio got all of the filters too, so that nearly all listed records match. */
	readonly isSent: boolean;
	/**
	 * The same test with another current time, for filters that count back from now.
	 *
	 * @param now milliseconds since 1970
	 */
	by?(now: number): RecordTest;
	/** False if the listed record rules itself out. */
	mayFit(listed: IDataObject): boolean;
	/**
	 * Decides about a record that may match; fetches it if the list left out what is needed.
	 *
	 * @returns the record, or undefined if it does not match or no longer exists
	 * @throws NodeApiError as `TwilioClient.request`
	 */
	decide(client: TwilioClient, listed: IDataObject): Promise<IDataObject | undefined>;
}

/**
 * Applies Twilio's own filters again, as far as a record shows them: a server may ignore one.
 *
 * @param filters required values by field name; undefined accepts any value
 * @returns undefined if no filter is set
 */
export function contradicted(
	filters: Readonly<Record<string, string | undefined>>,
): RecordTest | undefined {
	const asked = Object.entries(filters).filter(([, value]) => value !== undefined);
	if (asked.length === 0) return undefined;
	return {
		isSent: true,
		mayFit: (listed) =>
			asked.every(([field, value]) => typeof listed[field] !== 'string' || listed[field] === value),
		decide: async (_client, listed) => await Promise.resolve(listed),
	};
}

/** How many records are returned, and which come first. */
export interface Bounds {
	readonly returnAll: boolean;
	readonly limit: number;
	/**
	 * When a record is from, in milliseconds since 1970. Then the newest come first, and the whole list
	 * is read for them, because Twilio's lists have no documented order. A record without a time counts
	 * as the oldest.
	 */
	readonly newestBy?: ((record: IDataObject) => number | undefined) | undefined;
}

/**
 * Reads a list up to the limit, or returns the newest of the whole list.
 *
 * @param test keeps or drops a record. Listed records are tested by what they show before any is
 *   fetched, and fetching stops once enough were found
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function collectRecords<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	{ ids, query }: Pick<ListCall<Path>, 'ids' | 'query'>,
	{ returnAll: all, limit: most, newestBy }: Bounds,
	test?: RecordTest,
): Promise<IDataObject[]> {
	const kept = all ? Infinity : most;
	const wanted = newestBy === undefined ? kept : Infinity;
	const atLeast = test === undefined || test.isSent ? wanted : Math.max(wanted, MIN_PAGE_SIZE);
	const pageSize = Math.min(atLeast, MAX_PAGE_SIZE);
	const call = { ids, query, pageSize, isGrowing: test !== undefined };
	let records: IDataObject[] = [];
	let asked = test;
	for await (const page of readPages(client, endpoint, call)) {
		// Twilio's time on the first page applies to all pages.
		if (asked === test && page.sentAt !== undefined) asked = test?.by?.(page.sentAt) ?? test;
		records.push(...(await fittingOf(client, page.records, wanted - records.length, asked)));
		if (records.length >= wanted) break;
		if (newestBy !== undefined && records.length > 2 * kept) {
			records = newest(records, newestBy).slice(0, kept);
		}
	}
	if (newestBy !== undefined) records = newest(records, newestBy);
	return records.slice(0, kept);
}

function newest(
	records: readonly IDataObject[],
	timeOf: (record: IDataObject) => number | undefined,
): IDataObject[] {
	const timed = records.map((record) => ({
		record,
		at: timeOf(record) ?? -Infinity,
		// Of two at the same time, the one that Twilio got later is newer.
		recordedAt: asFilledText(record.createdAt) ?? '',
	}));
	timed.sort((a, b) => {
		if (a.at !== b.at) return b.at - a.at;
		if (a.recordedAt === b.recordedAt) return 0;
		return a.recordedAt < b.recordedAt ? 1 : -1;
	});
	return timed.map(({ record }) => record);
}

async function fittingOf(
	client: TwilioClient,
	page: IDataObject[],
	wanted: number,
	test: RecordTest | undefined,
): Promise<IDataObject[]> {
	if (test === undefined) return page;
	const { fitting } = await firstFitting(
		client,
		page.filter((listed) => test.mayFit(listed)),
		wanted,
		async (own, listed) => await test.decide(own, listed),
	);
	return fitting;
}
