import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { TwilioClient } from '../../api/client';
import { now } from '../../api/clock';
import { patchConfiguration, readConfiguration } from '../../api/jobs/configuration';
import { FETCH_CONVERSATION, PATCH_CONVERSATION } from '../../api/endpoints';
import { isRecord } from '../../api/json';
import { jobLabels } from '../../shared/jobLabels';
import type { ListenTarget } from '../settings';
import { type CallbackList, entriesOf } from './statusCallbacks';

/** Twilio OpenAPI document: what a configuration and a conversation can hold. */
const CAPACITY = { configuration: 2, conversation: 20 } as const;

/** Longer than Twilio usually takes for a configuration, and not too long for an activation. */
const OPERATION_TIMEOUT_MS = 9_000;

/** Where a change was waited for in vain, n8n cleans up at once: both together take 15 seconds. */
const CLEAN_UP = { beginsWithinMs: 15_000, timeoutMs: 4_000 } as const;

/** When a change was last waited for in vain, by the ID of the configuration. */
const waitedInVain = new Map<string, number>();

function operationTimeout(id: string): number {
	const at = waitedInVain.get(id) ?? -Infinity;
	return now() - at < CLEAN_UP.beginsWithinMs ? CLEAN_UP.timeoutMs : OPERATION_TIMEOUT_MS;
}

/** The list of callback URLs of a configuration or a conversation. */
export function callbackList(client: TwilioClient, { listenOn, id }: ListenTarget): CallbackList {
	return listenOn === 'configuration'
		? configurationList(client, id)
		: conversationList(client, id);
}

function configurationList(client: TwilioClient, id: string): CallbackList {
	let name = `"${id}"`;
	const read = async () => {
		const { displayName, statusCallbacks } = await readConfiguration(client, id);
		if (typeof displayName === 'string') name = `"${displayName}"`;
		return entriesOf(statusCallbacks);
	};
	return {
		key: id,
		kind: 'configuration',
		get name() {
			return name;
		},
		capacity: CAPACITY.configuration,
		read,
		async write(statusCallbacks) {
			let meanwhile: IDataObject[] | undefined;
			const readMeanwhile = async () => {
				// Twilio carries the write out later, so this shows what others wrote in between.
				meanwhile = await read();
			};
			const timeoutMs = operationTimeout(id);
			const wait = { timeoutMs, onAccepted: readMeanwhile, labels: jobLabels };
			await patchConfiguration(client, id, { statusCallbacks }, wait).catch((error: unknown) => {
				throw inWordsOfTrigger(id, error);
			});
			waitedInVain.delete(id);
			return meanwhile;
		},
	};
}

/** Whoever waits for a trigger cannot look at an operation, and need not: it may be tried again. */
function inWordsOfTrigger(id: string, error: unknown): unknown {
	if (!(error instanceof NodeApiError) || error.context.operationId === undefined) return error;
	waitedInVain.set(id, now());
	const facts = /\([^()]*\)$/.exec(error.description ?? '')?.[0];
	const wayOut =
		'Try again in a moment, which is safe. If it ends like this again, look at the configuration in Twilio.';
	error.description = [wayOut, facts].filter(Boolean).join(' ');
	return error;
}

/** A conversation has a list of its own, copied from its configuration when it was created. */
export function conversationList(client: TwilioClient, conversationId: string): CallbackList {
	return {
		key: conversationId,
		kind: 'conversation',
		name: `"${conversationId}"`,
		capacity: CAPACITY.conversation,
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
