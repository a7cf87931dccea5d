import type { IDataObject } from 'n8n-workflow';

import { isNotFound } from '../../../api/answers/errors';
import type { TwilioClient } from '../../../api/client';
import { FETCH_COMMUNICATION } from '../../../api/endpoints';
import { asFilledText, asRecord } from '../../../api/json';
import { resolved } from '../../../shared/fields/relativeDateTime';
import { authorId } from '../../../shared/simplified/communication';
import type { RecordTest } from '../collectRecords';
import type { People } from '../people';
import type { CommunicationFilters } from './communicationFilters';

/** @returns milliseconds since 1970; undefined if the record shows no time */
export function occurredAt({ occurredAt: at, createdAt }: IDataObject): number | undefined {
	return [at, createdAt]
		.map((moment) => (typeof moment === 'string' ? Date.parse(moment) : NaN))
		.find((moment) => !Number.isNaN(moment));
}

/** Input of the test besides the filters. */
interface Terms {
	/** Of the conversation. */
	readonly ids: { readonly conversationId: string };
	/** The participants, if the author's type is filtered by. */
	readonly people: People;
	/** Whether a record must show its time even if no filter needs it. */
	readonly needsTime: boolean;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/**
 * The filters as a test for one communication. Listed records may lack fields: one that lacks a
 * field that a filter needs is fetched by itself, unless its other fields rule it out.
 */
export function toTest(filters: CommunicationFilters, terms: Terms): RecordTest {
	const { channelId, authorType, since, until } = filters;
	const { ids, people, now } = terms;
	const asksForTime = since !== undefined || until !== undefined;
	const isInTime = (at: number) =>
		(since === undefined || at >= resolved(since, now)) &&
		(until === undefined || at < resolved(until, now));
	const mayFit = (listed: IDataObject) => {
		const { channelId: own } = listed;
		const at = occurredAt(listed);
		const type = authorTypeOf(listed, people);
		return (
			(channelId === undefined || typeof own !== 'string' || own === channelId) &&
			(at === undefined || isInTime(at)) &&
			(authorType === undefined || type === undefined || authorType.includes(type))
		);
	};
	const isWhole = (listed: IDataObject) =>
		(!(asksForTime || terms.needsTime) || occurredAt(listed) !== undefined) &&
		(authorType === undefined || authorTypeOf(listed, people) !== undefined);
	return {
		isSent: !asksForTime && authorType === undefined,
		by: (atTwilio) => toTest(filters, { ...terms, now: atTwilio }),
		mayFit,
		decide: async (client, listed) => {
			const record = isWhole(listed) ? listed : await fetchWhole(client, ids, listed);
			if (record === undefined || !mayFit(record)) return undefined;
			const isTimed = !asksForTime || occurredAt(record) !== undefined;
			// A communication without any author has no author of that type.
			const isBy = authorType === undefined || authorTypeOf(record, people) !== undefined;
			return isTimed && isBy ? record : undefined;
		},
	};
}

/** @returns undefined if the record shows no author; UNKNOWN for an author who is no participant */
function authorTypeOf(communication: IDataObject, people: People): string | undefined {
	const author = asRecord(communication.author);
	const isNamed = authorId(communication) !== undefined || asFilledText(author.address);
	if (!isNamed) return asFilledText(author.type);
	return asFilledText(author.type) ?? asFilledText(people.find(author)?.type) ?? 'UNKNOWN';
}

/** @returns undefined if it no longer exists */
export async function fetchWhole(
	client: TwilioClient,
	{ conversationId }: { conversationId: string },
	{ id }: IDataObject,
): Promise<IDataObject | undefined> {
	const ids = { conversationId, communicationId: String(id) };
	return await client.request(FETCH_COMMUNICATION, { ids }).then(
		({ body }) => body,
		(error: unknown) => {
			if (isNotFound(error)) return undefined;
			throw error;
		},
	);
}
