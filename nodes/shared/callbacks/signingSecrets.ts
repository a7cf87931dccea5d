import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { statusOf } from '../../api/answers/errors';
import { CREDENTIAL, type TwilioClient } from '../../api/client';
import { LIST_CONFIGURATIONS } from '../../api/endpoints';
import type { Secrets } from './secrets';

/**
 * Whether there is something to check signatures with: Twilio signs with the Auth Token of the account
 * or with a shared key, never with an API key.
 */
export function hasSigningSecret(secrets: Secrets): boolean {
	const { authToken, secondaryAuthToken, sharedKeySecret } = secrets;
	return [authToken, secondaryAuthToken, sharedKeySecret].some((one) => one !== undefined);
}

/**
 * With an API key, no request uses the Auth Tokens: wrong ones would only show when every event is
 * refused. So one request signs in with each, until Twilio accepts one: while tokens are rotated, one
 * of them may no longer be good.
 *
 * @returns none where a wrong one would show by itself, or where a shared key signs
 */
export function tokensToTry(secrets: Secrets): string[] {
	const { authType, authToken, secondaryAuthToken, sharedKeySecret } = secrets;
	if (authType !== 'apiKey' || sharedKeySecret !== undefined) return [];
	return [authToken, secondaryAuthToken].filter((token) => token !== undefined);
}

/** @returns the values to sign in with an Auth Token instead of the API key */
export function signInAs(
	credential: ICredentialDataDecryptedObject,
	authToken: string,
): ICredentialsDecrypted {
	const data = { ...credential, authType: 'authToken', authToken };
	return { id: '', name: '', type: CREDENTIAL, data };
}

/** The smallest request that signs in. */
export async function askWith(client: TwilioClient): Promise<unknown> {
	return await client.request(LIST_CONFIGURATIONS, { ids: {}, query: { pageSize: 1 } });
}

/**
 * Whether a token may be that of the account.
 *
 * @param asked `askWith`, signed in with it
 * @param isThrown whether an error is the caller's
 * @returns false where Twilio says that it is not
 */
export async function mayFit(
	asked: Promise<unknown>,
	isThrown: (error: unknown) => boolean,
): Promise<boolean> {
	return await asked.then(
		() => true,
		(error: unknown) => {
			if (isThrown(error)) throw error;
			// A 401 may also say that the terms were not accepted, which is about the account.
			return statusOf(error) !== 401 || Object(error).failure?.cause !== 'credential-invalid';
		},
	);
}

/** @param consequence what would happen, as the beginning of a sentence */
export function refusedToken(node: INode, consequence: string): NodeOperationError {
	return new NodeOperationError(
		node,
		"Twilio does not accept the 'Auth Token (for Webhook Signatures)' of the credential",
		{
			description: `${consequence}, because Twilio signs with the Auth Token of the account. Copy it from the start page of the Twilio Console, and check the 'Account SID' beside it.`,
		},
	);
}
