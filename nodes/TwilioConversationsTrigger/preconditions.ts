import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../api/client';
import { readConfiguration } from '../api/configuration';
import { isNotFound } from '../api/errors';
import { readConversation, type Scope } from './callbackLists';
import { assertPublic } from './callbackUrl';
import type { Registration } from './remembered';
import { isOn, signingToken } from './settings';

/** Whether nothing comes from there any more: it is deleted, or a conversation that is closed. */
export async function hasEnded(client: TwilioClient, { listenOn, id }: Scope): Promise<boolean> {
	const read = listenOn === 'configuration' ? readConfiguration : readConversation;
	return await read(client, id)
		.then(({ status }) => status === 'CLOSED')
		.catch((error: unknown) => {
			if (isNotFound(error)) return true;
			throw error;
		});
}

/** @throws NodeOperationError when no event could ever come */
export async function assertUsable(
	context: IHookFunctions,
	client: TwilioClient,
	wanted: Registration,
): Promise<void> {
	if (!isOn(context, 'allowPrivateUrl')) assertPublic(context.getNode(), wanted.url);
	if (wanted.listenOn !== 'conversation' || !(await hasEnded(client, wanted))) return;
	throw new NodeOperationError(
		context.getNode(),
		`The conversation "${wanted.id}" is closed or deleted, so no events come from it`,
		{ description: "Choose another one under 'Conversation', or listen on a configuration." },
	);
}

/**
 * Twilio signs with the Auth Token of the account, never with an API key. Without it every callback
 * would be refused, so the workflow does not become active in the first place.
 */
export async function assertVerifiable(context: IHookFunctions): Promise<void> {
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
