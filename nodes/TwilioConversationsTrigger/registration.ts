import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { TwilioClient } from '../api/client';
import { readConfiguration } from '../api/configuration';
import { isNotFound } from '../api/errors';
import { Limiter } from '../api/limiter';
import { callbackList, readConversation, type Scope } from './callbackLists';
import { assertPublic } from './callbackUrl';
import { changeOpenConversations, type Tally } from './openConversations';
import { forget, recall, type Registration, remember } from './remembered';
import { isOn, readScope, signingToken } from './settings';
import { addUrl, has, removeUrl } from './statusCallbacks';

/** Requests at once while a workflow is activated. */
const MAX_CONCURRENT = 10;

/**
 * Whether this trigger's URL is where it belongs. It only reads, once: n8n asks at every start and
 * for every active workflow.
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedRegistration(context);
	if (wanted === undefined) return true;
	const callbacks = await callbackList(clientFor(context), wanted)
		.read()
		.catch((error: unknown) => {
			// Not there: then `create` says so, in words for the user.
			if (isNotFound(error)) return [];
			throw error;
		});
	const registered = has(callbacks, wanted.url);
	if (registered) remember(context, wanted);
	return registered;
}

/**
 * Registers this trigger's URL, and nothing else changes.
 *
 * @throws NodeOperationError or NodeApiError that says what stands in the way, before the workflow
 *   counts as active
 */
export async function register(context: IHookFunctions): Promise<void> {
	await assertVerifiable(context);
	const wanted = wantedRegistration(context);
	if (wanted === undefined) return;
	if (!isOn(context, 'allowPrivateUrl')) assertPublic(context.getNode(), wanted.url);
	const client = clientFor(context);
	if (wanted.listenOn === 'conversation' && (await hasEnded(client, wanted))) {
		throw ended(context, wanted);
	}
	// Before the first write: whatever is interrupted, deactivation knows what to take away.
	remember(context, wanted);
	await addUrl(client, callbackList(client, wanted), wanted.url);
	if (wanted.openConversations) {
		const tally = await changeOpenConversations(client, wanted.id, addUrl, wanted.url);
		log(context, 'Added the URL of this trigger to open conversations', tally);
	}
}

/** Takes this trigger's URL away from where it was registered, and nothing else. */
export async function unregister(context: IHookFunctions): Promise<void> {
	const registration = recall(context) ?? wantedRegistration(context);
	if (registration === undefined) return;
	const client = clientFor(context);
	if (await hasEnded(client, registration)) {
		context.logger.info('Nothing to take away: no events come from there any more', {
			[registration.listenOn]: registration.id,
		});
	} else {
		await removeUrl(client, callbackList(client, registration), registration.url);
	}
	if (registration.openConversations) {
		const tally = await changeOpenConversations(
			client,
			registration.id,
			removeUrl,
			registration.url,
		);
		log(context, 'Took the URL of this trigger out of open conversations', tally);
	}
	forget(context);
}

function clientFor(context: IHookFunctions): TwilioClient {
	return new TwilioClient(context, new Limiter(MAX_CONCURRENT));
}

/** @returns undefined when the URL is added in Twilio by hand */
function wantedRegistration(context: IHookFunctions): Registration | undefined {
	const scope = readScope(context);
	if (scope === undefined) return undefined;
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n gave this trigger no webhook URL', {
			description: 'Save the workflow and publish (activate) it again.',
		});
	}
	return {
		...scope,
		url,
		openConversations: scope.listenOn === 'configuration' && isOn(context, 'openConversations'),
	};
}

/** Whether nothing comes from there any more: it is deleted, or a conversation that is closed. */
async function hasEnded(client: TwilioClient, { listenOn, id }: Scope): Promise<boolean> {
	const read = listenOn === 'configuration' ? readConfiguration : readConversation;
	return await read(client, id)
		.then(({ status }) => status === 'CLOSED')
		.catch((error: unknown) => {
			if (isNotFound(error)) return true;
			throw error;
		});
}

function ended(context: IHookFunctions, { id }: Scope): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`The conversation "${id}" is closed or deleted, so no events come from it`,
		{ description: "Choose another one under 'Conversation', or listen on a configuration." },
	);
}

/**
 * Twilio signs with the Auth Token of the account, never with an API key. Without it every callback
 * would be refused, so the workflow does not become active in the first place.
 */
async function assertVerifiable(context: IHookFunctions): Promise<void> {
	if (!isOn(context, 'verifySignature') || (await signingToken(context)) !== undefined) return;
	throw new NodeOperationError(
		context.getNode(),
		'The credential has no Auth Token, which is needed to check where events come from',
		{
			description:
				"Twilio signs what it sends with the Auth Token of the account, not with the API key. Enter it in the credential under 'Auth Token (for Webhook Signatures)', or switch 'Verify Signature' off in the options if you know what that means.",
		},
	);
}

function log(context: IHookFunctions, message: string, { done, skipped, beyond }: Tally): void {
	context.logger.info(`${message}: ${done} done, ${skipped} skipped, ${beyond} beyond the limit`);
}
