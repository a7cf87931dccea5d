import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { apiError, isNotFound } from '../../../../api/answers/errors';
import { listPages, MAX_PAGE_SIZE } from '../../../../api/paging';
import {
	FETCH_COMMUNICATION,
	FETCH_CONVERSATION,
	LIST_COMMUNICATIONS,
} from '../../../../api/endpoints';

/**
 * Whether a conversation has a message since a moment. Lists have no documented order, so all
 * messages are read, up to the first recent one.
 *
 * @param since milliseconds since 1970
 * @throws NodeApiError when it cannot be told, and the conversation must not be taken for idle;
 *   with HTTP status 404 only if the conversation is gone
 */
export async function hasMessageSince(
	client: TwilioClient,
	conversationId: string,
	since: number,
): Promise<boolean> {
	return await findYoung(client, conversationId, since).catch(async (error: unknown) => {
		if (!isNotFound(error)) throw error;
		// A conversation that exists but has no list of messages cannot be judged.
		await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
		throw unknown(client, conversationId, 'Twilio does not list them');
	});
}

async function findYoung(
	client: TwilioClient,
	conversationId: string,
	since: number,
): Promise<boolean> {
	const call = { ids: { conversationId }, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_COMMUNICATIONS, call)) {
		if (page.some((message) => isYoung(message, since))) return true;
		for (const message of page.filter(hasNoTime)) {
			if (isYoung(await readWhole(client, conversationId, message), since)) return true;
		}
	}
	return false;
}

/** When it was written, and when Twilio got it: one that was recorded later counts as well. */
function momentsOf({ occurredAt, createdAt }: IDataObject): number[] {
	return [occurredAt, createdAt]
		.map((moment) => (typeof moment === 'string' ? Date.parse(moment) : NaN))
		.filter((moment) => !Number.isNaN(moment));
}

function isYoung(message: IDataObject, since: number): boolean {
	return momentsOf(message).some((moment) => moment >= since);
}

function hasNoTime(message: IDataObject): boolean {
	return momentsOf(message).length === 0;
}

/** Reads a listed message without a time by itself: lists may leave fields out. */
async function readWhole(
	client: TwilioClient,
	conversationId: string,
	{ id }: IDataObject,
): Promise<IDataObject> {
	const ids = { conversationId, communicationId: String(id) };
	const message = await client.request(FETCH_COMMUNICATION, { ids }).then(
		({ body }) => body,
		(error: unknown) => {
			if (isNotFound(error)) return {};
			throw error;
		},
	);
	if (hasNoTime(message))
		throw unknown(client, conversationId, `"${ids.communicationId}" has no time`);
	return message;
}

function unknown(client: TwilioClient, conversationId: string, why: string) {
	return apiError(
		client.node,
		{
			message: `The messages of "${conversationId}" do not show whether it is in use: ${why}`,
			description: "To go by the conversation alone, switch 'Messages Count as Activity' off.",
		},
		{},
	);
}
