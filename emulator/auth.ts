import { ApiError } from './errors';

export interface Credentials {
	accountSid: string;
	authToken: string;
	apiKeySid: string;
	apiKeySecret: string;
}

/** The value of an Authorization header, for a user and a password. */
export function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Scheme names are case-insensitive (RFC 9110, section 11.1); the rest is exact. */
function withSchemeName(authorization: string): string {
	return authorization.replace(/^basic +/i, 'Basic ');
}

/** Returns the error to answer with, or undefined to let the request in. */
export type Authenticator = (
	authorization: string | undefined,
	termsAccepted: boolean,
) => ApiError | undefined;

/**
 * HTTP Basic with Account SID and Auth Token, or API Key SID and secret. Source: Twilio OpenAPI,
 * security scheme `basic_apikey_or_accountsid`. An account without the AI terms gets the same 401
 * and code (Twilio docs: troubleshooting).
 */
export function createAuthenticator(credentials: Credentials): Authenticator {
	const accepted = new Set([
		basic(credentials.accountSid, credentials.authToken),
		basic(credentials.apiKeySid, credentials.apiKeySecret),
	]);
	return (authorization, termsAccepted) => {
		if (authorization === undefined || !accepted.has(withSchemeName(authorization))) {
			return new ApiError(401, 20003, 'Authentication Error - invalid username');
		}
		if (!termsAccepted) {
			return new ApiError(401, 20003, 'Terms of service have not been accepted.');
		}
		return undefined;
	};
}
