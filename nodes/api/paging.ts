import type { IDataObject } from 'n8n-workflow';

import { listOf } from './answerShape';
import type { Call, TwilioClient } from './client';
import type { Endpoint } from './endpoint';
import { apiError } from './errors';
import { isRecord } from './problem';

/** The most that Twilio gives in one page (Twilio API reference, list conversations). */
export const MAX_PAGE_SIZE = 1000;

/** One page of a list. */
export interface Page {
	readonly records: IDataObject[];
	/** Opaque; undefined on the last page. */
	readonly nextToken?: string;
}

/** A list request: the filters go out again with every page. */
export type ListCall<Path extends string> = Pick<Call<Path>, 'ids' | 'query'> & {
	readonly pageSize: number;
};

/**
 * Reads one page.
 *
 * @param token of the page before, undefined for the first
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function readPage<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	{ ids, query, pageSize }: ListCall<Path>,
	token?: string,
): Promise<Page> {
	const { body } = await client.request(endpoint, {
		ids,
		query: { ...query, pageSize, pageToken: token },
	});
	const meta = isRecord(body.meta) ? body.meta : {};
	const { nextToken } = meta;
	return {
		// An answer without the list is an error of the client's.
		records: listOf(endpoint.path, body) ?? [],
		nextToken: typeof nextToken === 'string' && nextToken !== '' ? nextToken : undefined,
	};
}

/**
 * Reads a list page after page; whoever stops asking stops the paging.
 *
 * @throws NodeApiError as `TwilioClient.request`, and when a token comes again: the listing would
 *   never end (seen at Twilio: twilio-php pull request 914)
 */
export async function* listPages<Path extends string>(
	client: TwilioClient,
	endpoint: Endpoint<Path>,
	call: ListCall<Path>,
): AsyncGenerator<IDataObject[], void, undefined> {
	const seen = new Set<string>();
	let token: string | undefined;
	do {
		const page: Page = await readPage(client, endpoint, call, token);
		yield page.records;
		token = page.nextToken;
		if (token !== undefined && seen.has(token)) throw endless(client);
		if (token !== undefined) seen.add(token);
	} while (token !== undefined);
}

function endless(client: TwilioClient) {
	return apiError(
		client.node,
		{
			message: 'The list from Twilio does not end: it gave the same page token twice',
			description:
				'Reading was stopped, so nothing is returned rather than a part. Try again later.',
		},
		{},
	);
}
