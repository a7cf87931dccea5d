import type { IDataObject } from 'n8n-workflow';

import { listOf } from './answers/answerShape';
import type { Call, TwilioClient } from './client';
import { parseHttpDate } from './clock';
import type { Endpoint } from './endpoint';
import { apiError } from './answers/errors';
import { asFilledText, asRecord } from './json';

/** Twilio's maximum (Twilio API reference, list conversations). */
export const MAX_PAGE_SIZE = 1000;

/** After this many pages in a row without a new record, the list counts as endless. */
const MAX_EMPTY_PAGES = 100;

/** Growth of the page size from page to page, if pages grow. */
const GROWTH = 4;

/** One page of a list. */
export interface Page {
	readonly records: IDataObject[];
	/** Opaque; undefined on the last page. */
	readonly nextToken?: string;
	/** When Twilio sent it, by its clock: milliseconds since 1970; undefined if it did not say. */
	readonly sentAt?: number;
}

/** A list request. Its filters are sent again with every page. */
export type ListCall<Path extends string> = Pick<Call<Path>, 'ids' | 'query'> & {
	readonly pageSize: number;
	/** For a few of many records: starts with a small page, and each further one is larger. */
	readonly isGrowing?: boolean;
};

/**
 * Reads one page.
 *
 * @param token from the page before; undefined for the first
 * @throws NodeApiError as `TwilioClient.request`, and when the next token is the same: the list
 *   would never end (seen at Twilio: twilio-php pull request 914)
 */
async function readPage<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	{ ids, query, pageSize }: ListCall<Path>,
	token?: string,
): Promise<Page> {
	const { body, headers } = await client.request(endpoint, {
		ids,
		query: { ...query, pageSize, pageToken: token },
	});
	const meta = asRecord(body.meta);
	const { nextToken } = meta;
	if (token !== undefined && nextToken === token) throw endless(client, SAME_TOKEN);
	return {
		// The client refuses answers without a list before.
		records: listOf(endpoint.path, body) ?? [],
		nextToken: asFilledText(nextToken),
		sentAt: parseHttpDate(headers.date),
	};
}

/**
 * Reads a list page by page, each on demand. Drops duplicates: when the list changes meanwhile, a
 * record may be on two pages.
 *
 * @param from token of the first page to read; undefined for the start
 * @throws NodeApiError as `TwilioClient.request`, and when the list has no end: a token repeats, or
 *   there is nothing new for a hundred pages
 */
export async function* readPages<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	{ pageSize: firstSize, isGrowing = false, ...call }: ListCall<Path>,
	from?: string,
): AsyncGenerator<Page, void, undefined> {
	const tokens = new Set<string>();
	const ids = new Set<unknown>();
	const isNew = ({ id }: IDataObject) => !ids.has(id) && ids.add(id);
	let token = from;
	let emptyPages = 0;
	let pageSize = firstSize;
	do {
		const page: Page = await readPage(client, endpoint, { ...call, pageSize }, token);
		const records = page.records.filter(isNew);
		yield { ...page, records };
		token = page.nextToken;
		if (token === undefined) return;
		if (tokens.has(token)) throw endless(client, SAME_TOKEN);
		tokens.add(token);
		emptyPages = records.length === 0 ? emptyPages + 1 : 0;
		if (isGrowing) pageSize = Math.min(MAX_PAGE_SIZE, pageSize * GROWTH);
	} while (emptyPages < MAX_EMPTY_PAGES);
	throw endless(client, `${MAX_EMPTY_PAGES} pages in a row held nothing new`);
}

/** The records of `readPages`, page after page. */
export async function* listPages<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	call: ListCall<Path>,
): AsyncGenerator<IDataObject[], void, undefined> {
	for await (const { records } of readPages(client, endpoint, call)) yield records;
}

const SAME_TOKEN = 'it gave the same page token twice';

function endless(client: TwilioClient, reason: string) {
	return apiError(
		client.node,
		{
			message: `The list from Twilio does not end: ${reason}`,
			description:
				'Reading was stopped, so nothing is returned rather than a part. Try again later.',
		},
		{},
	);
}
