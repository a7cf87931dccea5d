import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { isNotFound } from '../../../api/answers/errors';
import { type RecordTest } from '../collectRecords';
import { FETCH_CONVERSATION } from '../../../api/endpoints';
import { resolved } from '../../../shared/fields/relativeDateTime';
import { comparable } from '../../../shared/parameters/excludedText';
import type { Filters } from './conversationFilters';
import { hasAll, mayHaveAny } from './metadataMatching';
import { type Who, takesPart } from './participantMatching';

/** The filters that Twilio applies itself. */
export function toQuery({ status, channelId }: Filters): IDataObject {
	return { status, channelId };
}

/** One filter, with the field of a conversation that it tests. */
interface Question {
	readonly field: string;
	/** Whether Twilio filters by it too. It is tested here anyway: a server may ignore a filter. */
	readonly isSent: boolean;
	readonly accepts: (value: unknown) => boolean;
}

/** Tests listed conversations, and complete ones. */
export interface ConversationTest extends RecordTest {
	/** Whether a complete record matches. */
	fits(record: IDataObject): boolean;
}

/** Input of the test besides the filters. */
interface Terms {
	/** When Twilio answered, by its clock: milliseconds since 1970. */
	readonly now: number;
	/** Whose address or profile the filters by participant test. */
	readonly who?: Who;
}

/**
 * The filters as a test for one conversation. Only Twilio can apply `channelId`, which records do
 * not show.
 *
 * Listed records may lack fields (Twilio docs, notes on Orchestrator). One that lacks a field that
 * a filter needs is fetched by itself, unless its other fields rule it out.
 */
export function toTest(filters: Filters, terms: Terms = { now: Date.now() }): ConversationTest {
	const questions = toQuestions(filters, terms);
	const fits = (record: IDataObject) =>
		questions.every(({ field, accepts }) => accepts(record[field]));
	return {
		isSent: questions.every(({ isSent }) => isSent),
		by: (now) => toTest(filters, { ...terms, now }),
		fits,
		mayFit: (listed) =>
			questions.every(({ field, accepts }) => !isShown(listed, field) || accepts(listed[field])),
		decide: async (client, listed) => {
			const isWhole = questions.every(({ field }) => isShown(listed, field));
			const record = isWhole ? listed : await fetchWhole(client, listed);
			return record !== undefined && fits(record) ? record : undefined;
		},
	};
}

function toQuestions(filters: Filters, { now, who = 'anybody' }: Terms): Question[] {
	const { status, configurationId, createdAfter, createdBefore, updatedAfter, updatedBefore } =
		filters;
	const { nameContains, nameDoesNotContain, metadata, excludeMetadata } = filters;
	const { participantAddress, participantProfileId } = filters;
	const questions: Question[] = [];
	const ask = (field: string, accepts: Question['accepts'], isSent = false) =>
		questions.push({ field, accepts, isSent });
	if (status !== undefined) ask('status', (value) => status.includes(String(value)), true);
	if (configurationId !== undefined) ask('configurationId', (value) => value === configurationId);
	for (const [field, after, before] of [
		['createdAt', createdAfter, createdBefore],
		['updatedAt', updatedAfter, updatedBefore],
	] as const) {
		// A record without a usable date never counts as old: a clean-up would delete it.
		if (after !== undefined) ask(field, (value) => momentOf(value) >= resolved(after, now));
		if (before !== undefined) ask(field, (value) => momentOf(value) < resolved(before, now));
	}
	if (nameContains !== undefined) ask('name', (value) => contains(value, nameContains));
	if (nameDoesNotContain !== undefined)
		ask('name', (value) => !mayContain(value, nameDoesNotContain));
	if (metadata !== undefined) ask('metadata', (value) => hasAll(value, metadata));
	if (excludeMetadata !== undefined)
		ask('metadata', (value) => !mayHaveAny(value, excludeMetadata));
	if (participantAddress !== undefined || participantProfileId !== undefined) {
		const wanted = { address: participantAddress, profileId: participantProfileId };
		ask('participants', (value) => takesPart(value, wanted, who));
		// Get Many puts the newest first, and Clean Up the oldest, so it has to be known.
		ask('updatedAt', () => true);
	}
	return questions;
}

/** Whether a listed record shows a field. Only a name may be null (Twilio OpenAPI document). */
function isShown(listed: IDataObject, field: string): boolean {
	return listed[field] !== undefined && (listed[field] !== null || field === 'name');
}

/** @returns NaN, which is neither before nor after anything, if there is no usable date */
function momentOf(value: unknown): number {
	return typeof value === 'string' ? Date.parse(value) : NaN;
}

function contains(name: unknown, part: string): boolean {
	return typeof name === 'string' && name.toLowerCase().includes(part.toLowerCase());
}

/** Whether a name has a text in it that excludes the conversation. */
function mayContain(name: unknown, part: string): boolean {
	return comparable(String(name ?? '')).includes(comparable(part));
}

/** @returns undefined if it was deleted since it was listed */
export async function fetchWhole(
	client: TwilioClient,
	{ id }: { readonly id?: unknown },
): Promise<IDataObject | undefined> {
	return await client
		.request(FETCH_CONVERSATION, { ids: { conversationId: String(id) } })
		.then(({ body }) => body)
		.catch((error: unknown) => {
			if (isNotFound(error)) return undefined;
			throw error;
		});
}
