import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * Basic authentication with the Auth Token or with an API key (Twilio OpenAPI document). A copied
 * value often brings a blank or a line break along, and none of the four has any in it.
 *
 * @param credentials as the form has them
 */
export function basicAuth(credentials: ICredentialDataDecryptedObject): {
	username: string;
	password: string;
} {
	const { authType, accountSid, authToken, apiKeySid, apiKeySecret } = credentials;
	const [username, password] =
		authType === 'apiKey' ? [apiKeySid, apiKeySecret] : [accountSid, authToken];
	return { username: trimmed(username), password: trimmed(password) };
}

function trimmed(value: unknown): string {
	return String(value ?? '').trim();
}
