import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import type { Endpoint } from '../../api/endpoint';
import { apiError } from '../../api/errors';
import { FETCH_CONVERSATION } from './endpoints';

/** What a refused change may come back with. Twilio does not document the code for a closed one. */
const REFUSED = new Set(['400', '403', '409', '422']);

/**
 * Finds out whether a change was refused because the conversation is closed, and says so. Twilio
 * documents that a closed conversation cannot be changed, but not what it answers, so the
 * conversation itself is asked.
 *
 * @returns the error to show: a better one, or the one that came in
 */
export async function explainClosed(
	client: TwilioClient,
	{ method }: Endpoint,
	{ conversationId }: Readonly<Record<string, string | undefined>>,
	error: unknown,
): Promise<unknown> {
	const refused = error instanceof NodeApiError && REFUSED.has(error.httpCode ?? '');
	if (!refused || method === 'GET' || conversationId === undefined) return error;
	const status = await client
		.request(FETCH_CONVERSATION, { ids: { conversationId } })
		.then(({ body }) => body.status)
		// The reason cannot be found out, so what Twilio said stands.
		.catch(() => undefined);
	if (status !== 'CLOSED') return error;
	return apiError(
		client.node,
		{
			message: `The conversation "${conversationId}" is closed and cannot be changed`,
			description: `Closed is final at Twilio: create a new conversation instead. ${error.description ?? ''}`,
			failure: { cause: 'configuration-invalid' },
		},
		{ ...error.context, status: error.httpCode ?? undefined },
	);
}
