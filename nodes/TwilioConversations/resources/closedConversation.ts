import { type IDataObject, NodeApiError } from 'n8n-workflow';

import { apiError, type ErrorFacts } from '../../api/answers/errors';
import { EARLIER_TRY } from '../../api/answers/explanations';
import type { Answer } from '../../api/answers/outcome';
import type { TwilioClient } from '../../api/client';
import { isRecord } from '../../api/json';
import { FETCH_CONVERSATION } from '../../api/endpoints';
import type { Run } from './run';

type ConversationPath = (typeof FETCH_CONVERSATION)['path'];

/** Statuses of a refused change. Twilio does not document the one for a closed conversation. */
const REFUSED = new Set(['400', '403', '409', '422']);

function isRefused(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && REFUSED.has(error.httpCode ?? '');
}

/**
 * Finds out whether a change was refused because the conversation is closed, and says so. Twilio
 * documents that a closed conversation cannot be changed, but not the answer, so this reads the
 * conversation. Not for deletes: a closed conversation can be deleted.
 *
 * @returns the error to show: a better one, or the original
 */
export async function explainClosed(
	error: unknown,
	{ client, ids: { conversationId } }: Pick<Run<ConversationPath>, 'client' | 'ids'>,
): Promise<unknown> {
	if (!isRefused(error)) return error;
	const status = await client
		.request(FETCH_CONVERSATION, { ids: { conversationId } })
		.then(({ body }) => body.status)
		// If the reason cannot be found out, Twilio's own error stays.
		.catch(() => undefined);
	if (status !== 'CLOSED') return error;
	const before = error.context.mayHaveRun === true ? EARLIER_TRY : undefined;
	const facts = { ...error.context, status: error.httpCode ?? undefined };
	return closedError(client, conversationId, before, facts);
}

/**
 * @param before a sentence to begin with: what became of the change
 * @param facts of the refusal, where Twilio was asked for the change
 */
export function closedError(
	{ node }: Pick<TwilioClient, 'node'>,
	conversationId: string,
	before: string | undefined,
	facts: ErrorFacts,
): NodeApiError {
	const { status } = facts;
	const parts = [
		before,
		'Closed is final at Twilio: create a new conversation instead.',
		status !== undefined && `(HTTP ${status})`,
	];
	return apiError(
		node,
		{
			message: `The conversation "${conversationId}" is closed and cannot be changed`,
			description: parts.filter(Boolean).join(' '),
			failure: { cause: 'configuration-invalid' },
		},
		facts,
	);
}

/**
 * Changes a conversation. If a retry is refused although the first try closed the conversation and
 * only its answer was lost, the conversation already has the requested values, and that is a
 * success.
 *
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function changeConversation(
	{ client, endpoint, ids }: Run<ConversationPath>,
	body: IDataObject,
): Promise<Answer> {
	return await client.request(endpoint, { ids, body }).catch(async (error: unknown) => {
		const mayBeDone = isRefused(error) && error.context.mayHaveRun === true;
		if (!mayBeDone || body.status !== 'CLOSED') throw error;
		const found = await client.request(FETCH_CONVERSATION, { ids }).catch(() => undefined);
		if (found === undefined || !contains(found.body, body)) throw error;
		return found;
	});
}

/** Whether a record has all requested values; null asks for absence. */
function contains(record: unknown, wanted: unknown): boolean {
	if (wanted === null) return record === null || record === undefined;
	if (!isRecord(wanted)) return JSON.stringify(record) === JSON.stringify(wanted);
	return isRecord(record) && Object.keys(wanted).every((key) => contains(record[key], wanted[key]));
}
