import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The type of credential that every request is signed with. */
export const CREDENTIAL = 'twilioConversationsApi';

/**
 * What the form of the credential calls its fields. Labels of a node are handed in from there, but
 * the credential is read and judged here alone, and tested on its form without any node.
 */
export const CREDENTIAL_LABELS = {
	accountSid: 'Account SID',
	authToken: 'Auth Token',
	apiKeySid: 'API Key SID',
	apiKeySecret: 'API Key Secret',
	baseUrl: 'Base URL',
} as const;

/** What n8n calls the choice of a credential, on every node. */
export const CREDENTIAL_CHOICE = 'Credential to connect with';

export const CHECK_BASE_URL = `Check '${CREDENTIAL_LABELS.baseUrl}' in the credential`;

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
