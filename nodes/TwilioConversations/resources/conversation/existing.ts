import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../../api/client';
import { apiError, conflictingId, isNotFound, stepError } from '../../../api/answers/errors';
import type { Answer } from '../../../api/answers/outcome';
import { FETCH_CONVERSATION } from '../../../api/endpoints';

/** Further attempts to create one, if the existing conversation turns out to be closed. */
const MAX_ANEW = 2;

/** A close may take a moment to become visible at Twilio. */
const PAUSE_MS = 500;

/** The answer with the conversation, and whether it is new. */
export type CreatedOrNot = Answer & { readonly created: boolean };

/**
 * Creates a conversation, or reads the one that the same participants already have. If that one was
 * closed or deleted in the meantime, creating is tried again.
 *
 * @param create makes the request
 * @throws NodeApiError as `TwilioClient.request`; if it is about the existing conversation, it
 *   names it and says that nothing was created
 */
export async function createOrReturn(
	client: TwilioClient,
	create: () => Promise<Answer>,
): Promise<CreatedOrNot> {
	for (let anew = 0; ; anew++) {
		let refusal: unknown;
		const created = await create().catch((error: unknown) => {
			refusal = error;
		});
		if (created !== undefined) return { ...created, created: true };
		const conversationId = conflictingId(refusal);
		if (conversationId === undefined) throw refusal;
		const existing = await readExisting(client, conversationId);
		if (typeof existing !== 'string') return { ...existing, created: false };
		if (anew === MAX_ANEW) throw stillInTheWay(client, conversationId, existing);
		await client.cancellation.sleep(anew * PAUSE_MS);
	}
}

/** Why an existing conversation is no longer in the way. */
type Ended = 'closed' | 'gone';

/**
 * Reads a conversation to go on with.
 *
 * @returns the conversation, or how it has ended
 * @throws NodeApiError that says that nothing was created
 */
export async function readExisting(
	client: TwilioClient,
	conversationId: string,
): Promise<Answer | Ended> {
	try {
		const answer = await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
		return answer.body.status === 'CLOSED' ? 'closed' : answer;
	} catch (error) {
		if (isNotFound(error)) return 'gone';
		throw error instanceof NodeApiError ? notReadable(client, conversationId, error) : error;
	}
}

function notReadable({ node }: TwilioClient, conversationId: string, error: NodeApiError) {
	return stepError(
		node,
		error,
		{
			message: `The conversation "${conversationId}" exists already, but it could not be read`,
			description: 'Nothing was created. Run it again, or go on with this ID.',
		},
		{ conflictingId: conversationId, mayHaveRun: false },
	);
}

function stillInTheWay({ node }: TwilioClient, conversationId: string, ended: Ended) {
	return apiError(
		node,
		{
			message: `The conversation "${conversationId}" is ${ended}, but Twilio still refuses a new one because of it`,
			description: 'Nothing was created. Run it again in a moment.',
		},
		{ status: 409, conflictingId: conversationId, mayHaveRun: false },
	);
}

/** @returns the error to show: one that names the existing conversation, or the original */
export function explainExisting({ node }: TwilioClient, error: unknown): unknown {
	const existing = conflictingId(error);
	if (existing === undefined) return error;
	return apiError(
		node,
		{
			message: `These participants already have an open conversation: "${existing}"`,
			description:
				"Nothing was created. To go on with that one, set 'If It Already Exists' to 'Return Existing'; to begin a new one, close it first.",
		},
		{ status: 409, conflictingId: existing, mayHaveRun: false },
	);
}
