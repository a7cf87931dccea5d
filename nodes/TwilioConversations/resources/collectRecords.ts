import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import type { Endpoint } from '../../api/endpoint';
import { type ListCall, MAX_PAGE_SIZE, readPages } from '../../api/paging';
import { firstFitting } from '../../api/sideBySide';

/** Where this node does the filtering, a smaller page would seldom contain a match. */
const MIN_PAGE_SIZE = 100;

/** Filters that this node applies itself. */
export interface RecordTest {
	/** Whether Twilio got all of the filters too, so that nearly everything it lists matches. */
	readonly isSent: boolean;
	/**
	 * The same by another clock, where filters count back from now.
	 *
	 * @param now milliseconds since 1970
	 */
	by?(now: number): RecordTest;
	/** False when something in the listed record rules it out. */
	mayFit(listed: IDataObject): boolean;
	/**
	 * Decides about a record that may match, and fetches it where the list left out what is needed.
	 *
	 * @returns the record, or undefined when it does not match or no longer exists
	 * @throws NodeApiError as `TwilioClient.request`
	 */
	decide(client: TwilioClient, listed: IDataObject): Promise<IDataObject | undefined>;
}

/**
 * Checks the filters that Twilio applies itself, as far as a record shows them: a server may ignore
 * one.
 *
 * @param filters values by the name of the field that has to have them; undefined: any
 * @returns undefined where no filter is set
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

/**
 * Reads a list up to the limit.
 *
 * @param test keeps or drops a record. Listed records are judged by what they show before any is
 *   fetched, and fetching stops once enough were found
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function collectRecords<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	{ ids, query }: Pick<ListCall<Path>, 'ids' | 'query'>,
	{ returnAll: all, limit: most }: { returnAll: boolean; limit: number },
	test?: RecordTest,
): Promise<IDataObject[]> {
	const wanted = all ? Infinity : most;
	const atLeast = test === undefined || test.isSent ? wanted : Math.max(wanted, MIN_PAGE_SIZE);
	const pageSize = Math.min(atLeast, MAX_PAGE_SIZE);
	const call = { ids, query, pageSize, isGrowing: test !== undefined };
	const records: IDataObject[] = [];
	let asked = test;
	for await (const page of readPages(client, endpoint, call)) {
		// Of all pages alike: by Twilio's clock at the first.
		if (asked === test && page.sentAt !== undefined) asked = test?.by?.(page.sentAt) ?? test;
		records.push(...(await fittingOf(client, page.records, wanted - records.length, asked)));
		if (records.length >= wanted) break;
	}
	return all ? records : records.slice(0, most);
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
