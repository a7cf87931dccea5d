import type { IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../api/client';

/** What the credential holds, as far as it takes to check callbacks. Values are trimmed, blanks are not there. */
export interface Secrets {
	readonly accountSid: string | undefined;
	readonly authType: 'apiKey' | 'authToken';
	readonly authToken: string | undefined;
	readonly secondaryAuthToken: string | undefined;
	readonly sharedKeySecret: string | undefined;
}

/** @throws what n8n throws where the credential cannot be read */
export async function readSecrets(
	context: Pick<IWebhookFunctions, 'getCredentials'>,
): Promise<Secrets> {
	const credential = await context.getCredentials<Record<string, unknown>>(CREDENTIAL);
	const { authType, accountSid, authToken, secondaryAuthToken, sharedKeySecret } = credential;
	return {
		accountSid: trimmed(accountSid),
		authType: authType === 'apiKey' ? 'apiKey' : 'authToken',
		authToken: trimmed(authToken),
		secondaryAuthToken: trimmed(secondaryAuthToken),
		sharedKeySecret: trimmed(sharedKeySecret),
	};
}

function trimmed(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}
