import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The type of the credential that every request is signed with. */
export const CREDENTIAL = 'twilioConversationsApi';

/**
 * Labels in the credential's form. Other labels are handed in by the nodes; these are here because
 * the credential is read and checked only here, and its test runs without a node.
 */
export const CREDENTIAL_LABELS = {
	accountSid: 'Account SID',
	authToken: 'Auth Token',
	apiKeySid: 'API Key SID',
	apiKeySecret: 'API Key Secret',
	baseUrl: 'Base URL',
} as const;

/** n8n's label of the credential dropdown on every node. */
export const CREDENTIAL_CHOICE = 'Credential to connect with';

export const CHECK_BASE_URL = `Check '${CREDENTIAL_LABELS.baseUrl}' in the credential`;

/**
 * Basic authentication with the Auth Token or with an API key (Twilio OpenAPI document). Trims the
 * values: copying often adds a blank or a line break, and none of them contains any.
 *
 * @param credentials as entered in the form
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
