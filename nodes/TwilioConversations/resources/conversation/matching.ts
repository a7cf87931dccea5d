import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { isNotFound } from '../../../api/answers/errors';
import type { RecordTest } from '../collectRecords';
import { FETCH_CONVERSATION } from '../../../api/endpoints';
import type { Filters } from './conversationFilters';

/** The filters that Twilio applies itself. */
export function toQuery({ status, channelId }: Filters): IDataObject {
	return { status, channelId };
}

/** One filter, and the field of a conversation that it tests. */
interface Question {
	readonly field: string;
	/** Whether Twilio filters by it too. It is tested here regardless: a server may ignore a filter. */
	readonly isSent: boolean;
	readonly accepts: (value: unknown) => boolean;
}

/** Also tests a conversation that was fetched by itself. */
export interface ConversationTest extends RecordTest {
	/** Whether a complete record matches. */
	fits(record: IDataObject): boolean;
}

/**
 * The filters as a test for one conversation. Only Twilio can apply `channelId`, which records do not
 * show.
 *
 * Listed records may lack fields (Twilio docs, notes on Orchestrator). One that lacks a field a filter
 * needs is fetched by itself, unless its other fields rule it out already.
 */
export function toTest(filters: Filters): ConversationTest {
	const questions = toQuestions(filters);
	const fits = (record: IDataObject) =>
		questions.every(({ field, accepts }) => accepts(record[field]));
	return {
		isSent: questions.every(({ isSent }) => isSent),
		fits,
		mayFit: (listed) =>
			questions.every(
				({ field, accepts }) => listed[field] === undefined || accepts(listed[field]),
			),
		decide: async (client, listed) => {
			const isWhole = questions.every(({ field }) => listed[field] !== undefined);
			const record = isWhole ? listed : await fetchWhole(client, listed);
			return record !== undefined && fits(record) ? record : undefined;
		},
	};
}

function toQuestions(filters: Filters): Question[] {
	const { status, configurationId, createdBefore, nameContains, updatedBefore } = filters;
	const questions: Question[] = [];
	const ask = (field: string, accepts: Question['accepts'], isSent = false) =>
		questions.push({ field, accepts, isSent });
	if (status !== undefined) ask('status', (value) => status.includes(String(value)), true);
	if (configurationId !== undefined) ask('configurationId', (value) => value === configurationId);
	if (createdBefore !== undefined) ask('createdAt', (value) => isBefore(value, createdBefore));
	if (updatedBefore !== undefined) ask('updatedAt', (value) => isBefore(value, updatedBefore));
	if (nameContains !== undefined) {
		const part = nameContains.toLowerCase();
		ask('name', (value) => typeof value === 'string' && value.toLowerCase().includes(part));
	}
	return questions;
}

/** A record without a usable date never counts as old: Clean Up would delete it. */
function isBefore(value: unknown, moment: Date): boolean {
	return typeof value === 'string' && Date.parse(value) < moment.getTime();
}

/** @returns undefined when it was deleted after it was listed */
async function fetchWhole(
	client: TwilioClient,
	{ id }: IDataObject,
): Promise<IDataObject | undefined> {
	return await client
		.request(FETCH_CONVERSATION, { ids: { conversationId: String(id) } })
		.then(({ body }) => body)
		.catch((error: unknown) => {
			if (isNotFound(error)) return undefined;
			throw error;
		});
}
