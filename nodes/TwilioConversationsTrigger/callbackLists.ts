import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../api/client';
import { patchConfiguration, readConfiguration } from '../api/configuration';
import type { Endpoint } from '../api/endpoint';
import { isRecord } from '../api/problem';
import { type CallbackList, entriesOf } from './statusCallbacks';

type ConversationPath = '/v2/Conversations/{conversationId}';
const path: ConversationPath = '/v2/Conversations/{conversationId}';
const FETCH_CONVERSATION: Endpoint<ConversationPath> = { method: 'GET', path };
const PATCH_CONVERSATION: Endpoint<ConversationPath> = { method: 'PATCH', path };

/** Twilio OpenAPI document: what a configuration and a conversation can hold. */
const CAPACITY = { configuration: 2, conversation: 20 } as const;

/** Longer than Twilio usually takes for a configuration, shorter than an activation may take. */
const OPERATION_TIMEOUT_MS = 60_000;

/** What a trigger listens on; kept from activation to deactivation. */
export interface Scope {
	readonly listenOn: 'configuration' | 'conversation';
	readonly id: string;
}

/** The list of callback URLs of a configuration or a conversation. */
export function callbackList(client: TwilioClient, { listenOn, id }: Scope): CallbackList {
	return listenOn === 'configuration'
		? configurationList(client, id)
		: conversationList(client, id);
}

function configurationList(client: TwilioClient, id: string): CallbackList {
	let name = `configuration "${id}"`;
	return {
		get name() {
			return name;
		},
		capacity: CAPACITY.configuration,
		async read() {
			const { displayName, statusCallbacks } = await readConfiguration(client, id);
			if (typeof displayName === 'string') name = `configuration "${displayName}"`;
			return entriesOf(statusCallbacks);
		},
		write: async (statusCallbacks) =>
			await patchConfiguration(client, id, { statusCallbacks }, OPERATION_TIMEOUT_MS),
	};
}

/** The list that a conversation has of its own: a copy made of its configuration's at creation. */
export function conversationList(client: TwilioClient, conversationId: string): CallbackList {
	const ids = { conversationId };
	return {
		name: `conversation "${conversationId}"`,
		capacity: CAPACITY.conversation,
		async read() {
			const { configuration } = await readConversation(client, conversationId);
			return isRecord(configuration) ? entriesOf(configuration.statusCallbacks) : [];
		},
		async write(statusCallbacks) {
			await client.request(PATCH_CONVERSATION, {
				ids,
				body: { configuration: { statusCallbacks } },
			});
		},
	};
}

/** @returns the conversation as it is now */
export async function readConversation(
	client: TwilioClient,
	conversationId: string,
): Promise<IDataObject> {
	const { body } = await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
	return body;
}
