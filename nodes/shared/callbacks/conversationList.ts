import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { FETCH_CONVERSATION, PATCH_CONVERSATION } from '../../api/endpoints';
import { isRecord } from '../../api/json';
import { type CallbackList, entriesOf } from './statusCallbacks';

/** What a conversation can hold (Twilio OpenAPI document). */
export const MAX_CONVERSATION_CALLBACKS = 20;

/** A conversation has a list of its own, copied from its configuration when it was created. */
export function conversationList(client: TwilioClient, conversationId: string): CallbackList {
	return {
		key: conversationId,
		kind: 'conversation',
		name: `"${conversationId}"`,
		capacity: MAX_CONVERSATION_CALLBACKS,
		read: async () => callbacksOf(await readConversation(client, conversationId)) ?? [],
		async write(statusCallbacks) {
			await client.request(PATCH_CONVERSATION, {
				ids: { conversationId },
				body: { configuration: { statusCallbacks } },
			});
			return undefined;
		},
	};
}

/** @returns undefined where the record does not say, as records of a list may not */
export function callbacksOf({ configuration }: IDataObject): IDataObject[] | undefined {
	if (!isRecord(configuration)) return undefined;
	const { statusCallbacks } = configuration;
	return Array.isArray(statusCallbacks) ? entriesOf(statusCallbacks) : undefined;
}

/** @returns the conversation as it is now */
export async function readConversation(
	client: TwilioClient,
	conversationId: string,
): Promise<IDataObject> {
	const { body } = await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
	return body;
}
