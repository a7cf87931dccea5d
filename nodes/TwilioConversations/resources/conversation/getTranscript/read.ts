import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { parseHttpDate } from '../../../../api/clock';
import {
	FETCH_COMMUNICATION,
	FETCH_CONVERSATION,
	LIST_COMMUNICATIONS,
} from '../../../../api/endpoints';
import { listPages, MAX_PAGE_SIZE } from '../../../../api/paging';
import { sideBySide } from '../../../../api/sideBySide';
import { type People, readPeople } from '../../people';
import { type Communication, isWhole, toCommunication } from './messages';

/** The content of a conversation. */
export interface Read {
	readonly conversation: IDataObject;
	readonly people: People;
	/** In order of occurrence; those without a time come last. */
	readonly communications: Communication[];
	/** The time at Twilio: milliseconds since 1970. */
	readonly now: number;
}

type Ids = { readonly conversationId: string };

/**
 * Reads all pages of a conversation. The list has no documented order, so every page is needed.
 *
 * @throws NodeApiError as `TwilioClient.request`: a part is no transcript
 */
export async function readAll(
	client: TwilioClient,
	ids: Ids,
	progress: (message: string) => void,
): Promise<Read> {
	const { body: conversation, headers } = await client.request(FETCH_CONVERSATION, { ids });
	const now = parseHttpDate(headers.date) ?? Date.now();
	const communications: Communication[] = [];
	const call = { ids, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_COMMUNICATIONS, call)) {
		const whole = await sideBySide(client, page, async (own, listed) =>
			isWhole(listed) ? listed : await fetchWhole(own, ids, listed),
		);
		for (const record of whole) communications.push(toCommunication(record));
		progress(`Get Transcript: ${communications.length} communications read`);
	}
	communications.sort(byTime);
	const authors = communications.map(({ author }) => author);
	const people = await readPeople(client, ids, conversation, authors);
	return { conversation, people, communications, now };
}

async function fetchWhole(
	client: TwilioClient,
	ids: Ids,
	{ id }: IDataObject,
): Promise<IDataObject> {
	const one = { ...ids, communicationId: String(id) };
	const { body } = await client.request(FETCH_COMMUNICATION, { ids: one });
	return body;
}

/** Of two at the same time, the one that Twilio got first comes first. */
function byTime(one: Communication, other: Communication): number {
	const [a, b] = [one, other].map(({ at }) => (at === undefined ? Infinity : Date.parse(at)));
	if (a !== b) return a - b;
	if (one.recordedAt === other.recordedAt) return 0;
	return one.recordedAt < other.recordedAt ? -1 : 1;
}
