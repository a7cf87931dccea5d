import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import type { Endpoint } from '../../api/endpoint';
import { type ListCall, MAX_PAGE_SIZE, readPages } from '../../api/paging';
import { firstFitting } from '../../api/sideBySide';

/** Where the filters are ours, a page of fewer would seldom hold one that fits. */
const MIN_PAGE_SIZE = 100;

/** Filters, tested here. */
export interface RecordTest {
	/** Whether Twilio was asked for all of it, so that what it lists fits as a rule. */
	readonly isSent: boolean;
	/**
	 * The same by another clock, where filters count back from now.
	 *
	 * @param now milliseconds since 1970
	 */
	by?(now: number): RecordTest;
	/** Whether nothing that a listed record has speaks against it. */
	mayFit(listed: IDataObject): boolean;
	/**
	 * Decides about a record that may fit; fetches it where the list leaves out what is needed.
	 *
	 * @returns the record, or undefined where it does not fit or is gone
	 * @throws NodeApiError as `TwilioClient.request`
	 */
	decide(client: TwilioClient, listed: IDataObject): Promise<IDataObject | undefined>;
}

/**
 * Filters that Twilio applies itself, tested here as far as a record shows them: a server may ignore
 * one.
 *
 * @param filters values by the name of the field that has to have them; undefined: any
 * @returns undefined where there is nothing to test
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
 * @param test keeps a record or leaves it out. What speaks against a record is looked for before
 *   anything is fetched, and nothing is fetched once enough were found
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
