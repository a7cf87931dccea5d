import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { apiError, stepError } from '../../../api/answers/errors';
import type { TwilioClient } from '../../../api/client';
import { FETCH_CONVERSATION, PATCH_CONVERSATION } from '../../../api/endpoints';
import { asFilledText } from '../../../api/json';
import { noticeField } from '../../../shared/fields/notice';
import { conversationId } from '../../../shared/parameters/ids';
import { CLOSED_IS_FINAL } from '../../../shared/parameters/statuses';
import { simplified } from '../../../shared/simplified/conversation';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';

/** A conversation that is known to be closed. */
interface Closed {
	readonly record: IDataObject;
	/** Whether it was closed before the request. */
	readonly alreadyClosed: boolean;
}

const closeNotice = noticeField('closeNotice', `${CLOSED_IS_FINAL}.`);

export const close = defineOperation({
	name: 'Close',
	value: 'close',
	action: 'Close a conversation',
	description:
		'Close a conversation for good: it cannot be opened again. One that is closed already stays as it is.',
	endpoint: FETCH_CONVERSATION,
	fields: [conversationId, closeNotice, ...recordOutput(simplified)],
	async execute({ client, ids }, input) {
		const { record, alreadyClosed } = await closeOne(client, ids);
		return [{ ...shorten(record, input, simplified), alreadyClosed }];
	},
});

type Ids = { readonly conversationId: string };

/**
 * Reads, closes and makes sure that it is closed. Reads first, because Twilio does not document
 * whether it refuses to close a closed conversation.
 *
 * @throws NodeApiError as `TwilioClient.request`; if the change was accepted but not seen, it says
 *   so
 */
async function closeOne(client: TwilioClient, ids: Ids): Promise<Closed> {
	const before = await read(client, ids);
	if (isClosed(before)) return { record: before, alreadyClosed: true };
	const answer = await client
		.request(PATCH_CONVERSATION, { ids, body: { status: 'CLOSED' } })
		.catch(async (refusal: unknown) => await closedAllTheSame(client, ids, refusal));
	if ('record' in answer) return answer;
	const record = isClosed(answer.body) ? answer.body : await seenClosed(client, ids);
	return { record, alreadyClosed: false };
}

async function read(client: TwilioClient, ids: Ids): Promise<IDataObject> {
	const { body } = await client.request(FETCH_CONVERSATION, { ids });
	return body;
}

function isClosed({ status }: IDataObject): boolean {
	return status === 'CLOSED';
}

/**
 * The first try may have closed it and only its answer was lost, or somebody else closed it: then
 * the conversation is as requested.
 *
 * @throws the refusal, if the conversation is not closed or cannot be read
 */
async function closedAllTheSame(client: TwilioClient, ids: Ids, refusal: unknown): Promise<Closed> {
	if (!(refusal instanceof NodeApiError)) throw refusal;
	const record = await read(client, ids).catch(() => undefined);
	if (record === undefined || !isClosed(record)) throw refusal;
	return { record, alreadyClosed: refusal.context.mayHaveRun !== true };
}

/**
 * Report as closed only what was seen: if the answer to the change does not show it, read again.
 */
async function seenClosed(client: TwilioClient, ids: Ids): Promise<IDataObject> {
	const accepted = `Twilio accepted to close the conversation "${ids.conversationId}"`;
	const facts = { ...ids, mayHaveRun: true };
	const record = await read(client, ids).catch((error: unknown) => {
		if (!(error instanceof NodeApiError)) throw error;
		const explanation = {
			message: `${accepted}, but whether it is closed could not be seen`,
			description: "Run it again: 'Close' changes nothing where it is closed already.",
		};
		throw stepError(client.node, error, explanation, facts);
	});
	if (isClosed(record)) return record;
	const status = asFilledText(record.status);
	throw apiError(
		client.node,
		{
			message: `${accepted}, but ${status === undefined ? 'does not say its status' : `its status is ${status}`}`,
			description: `${status === undefined ? 'It may still be' : 'It is still'} open. Run it again in a moment.`,
		},
		facts,
	);
}
