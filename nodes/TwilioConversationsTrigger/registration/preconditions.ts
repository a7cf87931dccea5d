import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL, type TwilioClient } from '../../api/client';
import { readConfiguration } from '../../api/jobs/configuration';
import { isNotFound } from '../../api/answers/errors';
import {
	askWith,
	hasSigningSecret,
	mayFit,
	refusedToken,
	signInAs,
	tokensToTry,
} from '../../shared/callbacks/signingSecrets';
import { readSecrets } from '../../shared/callbacks/secrets';
import { isSimplified, type ListenTarget, readOptions, readWanted } from '../settings';
import { readConversation } from '../../shared/callbacks/conversationList';
import { assertPublic } from '../../shared/callbacks/callbackUrl';
import type { Registration } from './remembered';
import { isNoAnswer, PATIENCE_MS, step } from './steps';

/** Whether no more events can come from the target: it is deleted, or a closed conversation. */
export async function hasEnded(
	client: TwilioClient,
	{ listenOn, id }: ListenTarget,
): Promise<boolean> {
	const read = listenOn === 'configuration' ? readConfiguration : readConversation;
	return await read(client, id)
		.then(({ status }) => status === 'CLOSED')
		.catch((error: unknown) => {
			if (isNotFound(error)) return true;
			throw error;
		});
}

/** @throws NodeOperationError when no event can ever come */
export async function assertUsable(
	context: IHookFunctions,
	client: TwilioClient,
	wanted: Registration,
): Promise<void> {
	if (!readOptions(context).allowPrivateUrl)
		assertPublic(context.getNode(), wanted.url, 'this trigger');
	if (wanted.listenOn !== 'conversation' || !(await hasEnded(client, wanted))) return;
	throw new NodeOperationError(
		context.getNode(),
		`The conversation "${wanted.id}" is closed or deleted, so no events come from it`,
		{ description: "Choose another one under 'Conversation', or listen on a configuration." },
	);
}

/**
 * Refuses parameters that cannot be read, e.g. a filter whose expression has no value: every event
 * would be rejected, and nobody would notice. So the workflow does not become active.
 *
 * @throws NodeOperationError that names the parameter
 */
export function assertReadable(context: IHookFunctions): void {
	readWanted(context);
	isSimplified(context);
}

/**
 * Twilio signs with the Auth Token of the account, never with an API key. Without it every callback
 * would be rejected, so the workflow does not become active.
 */
export async function assertVerifiable(context: IHookFunctions): Promise<void> {
	if (!readOptions(context).verifySignature) return;
	if (hasSigningSecret(await readSecrets(context))) return;
	throw new NodeOperationError(
		context.getNode(),
		'The credential has no Auth Token, which is needed to check where events come from',
		{
			description:
				"Twilio signs what it sends with the Auth Token of the account, not with the API key. Enter it in the credential under 'Auth Token (for Webhook Signatures)', or switch 'Verify Signature' off in the options if you know what that means.",
		},
	);
}

/**
 * With an API key, requests do not use the Auth Tokens, and wrong tokens would show only when every
 * event is rejected. So each token signs in once, until Twilio accepts one: during a rotation, one
 * of them may be invalid.
 *
 * @param isManual whether the URL is added by hand: then activation does not depend on Twilio
 * @throws NodeOperationError when Twilio accepts no token; NodeApiError when it does not answer
 */
export async function assertTokenFits(context: IHookFunctions, isManual: boolean): Promise<void> {
	if (!readOptions(context).verifySignature) return;
	const tokens = tokensToTry(await readSecrets(context));
	if (tokens.length === 0) return;
	const credential = await context.getCredentials(CREDENTIAL);
	for (const token of tokens) {
		const asked = step(context, PATIENCE_MS.create, askWith, signInAs(credential, token));
		if (await mayFit(asked, (error) => isNoAnswer(error) && !isManual)) return;
	}
	throw refusedToken(context.getNode(), 'Every event would be refused');
}
