import { type IDataObject, NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../client';
import { FETCH_ACTION } from '../endpoints';
import { asFilledText } from '../json';
import { apiError } from '../answers/errors';
import type { Answer } from '../answers/outcome';
import { retryAfter } from '../answers/retryAfter';
import { pollUntilFinished, type Seen } from './polling';

/** Unknown states that Twilio may add count as pending. */
const FINAL = new Set(['COMPLETED', 'FAILED']);

/**
 * Waits until a message was sent.
 *
 * The message was accepted, so a failed poll must not read as a message that was not sent: n8n's
 * Retry On Fail would send it again.
 *
 * @param answer of Twilio to the action that sends it
 * @param timeoutMs maximum wait
 * @returns the action at the last poll; still PENDING if it was not seen to finish
 * @throws NodeApiError when it FAILED, with Twilio's reason; Cancelled when that came first
 */
export async function waitForAction(
	client: TwilioClient,
	conversationId: string,
	answer: Answer,
	timeoutMs: number,
): Promise<IDataObject> {
	let last = asLook(answer);
	const { id } = last.record;
	if (!last.isFinished && typeof id === 'string') {
		const ids = { conversationId, actionId: id };
		const look = async (deadline?: number) =>
			(last = asLook(await client.request(FETCH_ACTION, { ids, deadline })));
		const times = { firstWaitMs: last.retryAfterMs, timeoutMs };
		await pollUntilFinished(client, look, times).catch((error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
		});
	}
	if (last.record.status === 'FAILED') throw notSent(client, last.record);
	return last.record;
}

function asLook(answer: Answer): Seen {
	return {
		record: answer.body,
		isFinished: FINAL.has(String(answer.body.status)),
		retryAfterMs: retryAfter({ kind: 'done', answer }),
	};
}

function notSent({ node }: TwilioClient, { id, conversationId, failureReason }: IDataObject) {
	const reason = asFilledText(failureReason);
	return apiError(
		node,
		{
			message: `Twilio could not send the message${reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`}`,
			description: `The action "${String(id)}" on the conversation "${String(conversationId)}" failed; nothing is pending. Correct the reason and send it again.`,
		},
		{ actionId: String(id), actionStatus: 'FAILED', twilioMessage: reason },
	);
}
