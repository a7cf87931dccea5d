import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { TwilioClient } from '../client';
import type { Endpoint, PathIds } from '../endpoint';
import { Limiter } from '../sending/limiter';
import { readPages } from '../paging';
import { type PickerEntry, searchedOnly, toSearchItem, toMatch } from './entry';

/** Records per request: as many as the list shows, or the maximum when searching. */
const PAGE_SIZE = { shown: 100, searched: 1000 } as const;

/** Short, because a user is waiting for the list. */
const PATIENCE_MS = 5_000;

/** Twilio cannot search, so pages are read until something matches; at most this many at once. */
const MAX_PAGES = 10;

/**
 * Fills a "From list" picker with one page of entries.
 *
 * Twilio has no search: with a filter, pages are read and compared here, and the picker's own "load
 * more" continues where this stopped. API errors are thrown, so that an empty list always means
 * that there are none.
 *
 * @param list its endpoint, and the ids in its path
 * @param toEntry formats a record for the picker, and says what finds it
 * @param filter text that the user typed
 * @param paginationToken from the entries before
 */
export async function searchList<Path extends string>(
	context: ILoadOptionsFunctions,
	{ endpoint, ids }: { endpoint: Endpoint<Path>; ids: PathIds<Path> },
	toEntry: (record: IDataObject) => PickerEntry,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const client = new TwilioClient(context, new Limiter(1), undefined, PATIENCE_MS);
	const isSearch = (filter ?? '').trim() !== '';
	const pageSize = isSearch ? PAGE_SIZE.searched : PAGE_SIZE.shown;
	const matches = toMatch(filter);
	const found: PickerEntry[] = [];
	const from = typeof paginationToken === 'string' ? paginationToken : undefined;
	let token: string | undefined;
	let pages = 0;
	let searched = 0;
	for await (const page of readPages(client, endpoint, { ids, pageSize }, from)) {
		found.push(...page.records.map(toEntry).filter(matches));
		searched += page.records.length;
		token = page.nextToken;
		if (found.length > 0 || ++pages === MAX_PAGES) break;
	}
	// The picker asks for more when its entries are scrolled, so not where there are none.
	const isGivenUp = found.length === 0 && token !== undefined;
	return {
		results: isGivenUp ? [searchedOnly(searched)] : found.map(toSearchItem),
		paginationToken: token,
	};
}
