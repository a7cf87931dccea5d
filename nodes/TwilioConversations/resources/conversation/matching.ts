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

/** What one filter asks of one field of a conversation. */
interface Question {
	readonly field: string;
	/** Whether Twilio is asked too. It is tested here all the same: nobody's filter is trusted. */
	readonly isSent: boolean;
	readonly accepts: (value: unknown) => boolean;
}

/** Conversations that match; also asked again of one that was read by itself. */
export interface ConversationTest extends RecordTest {
	/** Whether a whole record fits. */
	fits(record: IDataObject): boolean;
}

/**
 * The filters as a test for one conversation. All but `channelId`, which no conversation shows: that
 * one is Twilio's alone.
 *
 * Twilio says that listed records may lack fields (notes on Orchestrator), so a record that lacks one
 * that is asked about is fetched by itself, unless what it has speaks against it already.
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

/** A record without a usable date is never taken for an old one: clean-up would delete it. */
function isBefore(value: unknown, moment: Date): boolean {
	return typeof value === 'string' && Date.parse(value) < moment.getTime();
}

/** @returns undefined when it was deleted since it was listed */
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
