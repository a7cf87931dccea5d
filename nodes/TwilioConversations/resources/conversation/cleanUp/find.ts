import type { TwilioClient } from '../../../../api/client';
import type { LIST_CONVERSATIONS } from '../../../../api/endpoints';
import { MAX_PAGE_SIZE, readPages } from '../../../../api/paging';
import { firstFitting, sideBySide } from '../../../../api/sideBySide';
import { toQuery } from '../matching';
import { asksForIdle } from './ageFilters';
import { checkChannelFilter } from './channelFilter';
import { Criteria } from './criteria';
import type { CleanUpFilters } from './parameters';
import { type Found, Oldest, toFound } from './found';

export interface Match {
	/** The oldest ones, oldest first, up to the maximum. */
	readonly found: readonly Found[];
	/** Further matches beyond the maximum. Only their records match; their messages were not read. */
	readonly beyond: number;
	/** Conversations whose record matches, but which have a more recent message. */
	readonly inUse: number;
	/** To check conversations again; undefined if nothing was listed. */
	readonly criteria: Criteria | undefined;
}

/** The selection besides the filters. */
export interface Selection {
	/** The statuses that the action applies to, used if the user chose none. */
	readonly statuses: readonly string[];
	/** Maximum number of conversations. */
	readonly most: number;
	/** Whether a message shows that a conversation is in use. */
	readonly countMessages: boolean;
	readonly progress: (message: string) => void;
}

/**
 * Candidates kept as a multiple of the maximum, to replace those whose messages show that they are
 * in use. The cost grows with the maximum, not with the account.
 */
const RESERVE = 10;

/**
 * Minimum of candidates. Otherwise a maximum of one would find nothing if the ten oldest are in
 * use, night after night.
 */
const LEAST_RESERVE = 1000;

/**
 * Finds what to clean up, before anything is done: changes while paging would shift the pages. Only
 * the oldest are kept, however long the list is, and only their messages are read.
 *
 * @throws NodeApiError as `TwilioClient.request`, NodeOperationError as `timeAtTwilio` and
 *   `checkChannelFilter`
 */
export async function findOldest(
	client: TwilioClient,
	endpoint: typeof LIST_CONVERSATIONS,
	filters: CleanUpFilters,
	{ statuses, most, countMessages, progress }: Selection,
): Promise<Match> {
	const status = filters.status?.filter((one) => statuses.includes(one)) ?? [...statuses];
	const looksAtMessages = countMessages && asksForIdle(filters);
	const oldest = new Oldest(looksAtMessages ? Math.max(most * RESERVE, LEAST_RESERVE) : most);
	const call = { ids: {}, query: toQuery({ ...filters, status }), pageSize: MAX_PAGE_SIZE };
	let criteria: Criteria | undefined;
	for await (const { records, sentAt } of readPages(client, endpoint, call)) {
		criteria ??= new Criteria(client, { ...filters, status }, { sentAt, countMessages });
		const { mayFit, decide } = criteria.test;
		const decided = await sideBySide(client, records.filter(mayFit), decide);
		for (const record of decided) {
			if (record === undefined) continue;
			const unclear = criteria.whyUnclear(record);
			oldest.add({ ...toFound(record), ...(unclear !== undefined && { unclear }) });
		}
	}
	const candidates = oldest.list();
	if (filters.channelId !== undefined && candidates.length > 0) {
		await checkChannelFilter(client, endpoint, filters.channelId);
	}
	if (looksAtMessages && candidates.length > 0) {
		progress(`Clean Up: ${oldest.added} conversations are old enough, looking at their messages`);
	}
	const { fitting, dropped, inUse } = await stillIdle(client, candidates, most, criteria);
	const found = fitting.slice(0, most);
	return { found, beyond: oldest.added - dropped - found.length, inUse, criteria };
}

/** Drops conversations that their messages show to be in use, and those that are gone by now. */
async function stillIdle(
	client: TwilioClient,
	candidates: readonly Found[],
	most: number,
	criteria: Criteria | undefined,
): Promise<{ fitting: Found[]; dropped: number; inUse: number }> {
	let inUse = 0;
	const look = async (own: TwilioClient, one: Found) => {
		const use = await criteria?.useOf(own, one);
		if (use === 'inUse') inUse++;
		if (use === 'inUse' || use === 'gone') return undefined;
		return use === undefined || use === 'idle' ? one : { ...one, ...use };
	};
	const { fitting, asked } = await firstFitting(client, candidates, most, look);
	return { fitting, dropped: asked - fitting.length, inUse };
}
