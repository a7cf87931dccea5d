import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INode,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { parseBaseUrl } from '../baseUrl';
import type { Call } from '../call';
import { CREDENTIAL, CREDENTIAL_CHOICE } from '../credential';
import { type Endpoint, fillPath } from '../endpoint';
import { readFailure, readResponse, type Outcome, type RawResponse } from '../answers/outcome';

/** What requests can be made from: an execution, a picker, a hook or a webhook of a trigger. */
export type ApiContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

/** One attempt is given up after this long: a request that is slower hangs. */
export const ATTEMPT_TIMEOUT_MS = 60_000;

/**
 * A request as n8n's HTTP helper takes it.
 *
 * @param baseUrl of the credential
 */
export function requestOptions<Path extends string>(
	{ method, path }: Endpoint<Path>,
	{ ids, query, body, idempotencyKey }: Call<Path>,
	baseUrl: URL,
): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl.origin}${fillPath(path, ids)}`,
		headers: {
			Accept: 'application/json',
			...(body !== undefined && { 'Content-Type': 'application/json' }),
			...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
		},
		qs: query,
		arrayFormat: 'repeat',
		// n8n leaves an object without members away, and Twilio's SDK sends it.
		body: body !== undefined && Object.keys(body).length === 0 ? '{}' : body,
		// Text, so that a body that is no JSON reaches our own reader and not a parser's exception.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: ATTEMPT_TIMEOUT_MS,
	};
}

/**
 * Sends a request once, signed with the credential of the node.
 *
 * @param signInAs values to sign in with instead of those of the credential
 * @throws Cancelled when the execution was cancelled while it was under way
 */
export async function transmit(
	context: ApiContext,
	options: IHttpRequestOptions,
	signInAs?: ICredentialsDecrypted,
): Promise<Outcome> {
	try {
		const response: RawResponse = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
			signInAs && { credentialsDecrypted: signInAs },
		);
		return readResponse(response);
	} catch (error) {
		return readFailure(error);
	}
}

/**
 * @returns what the credential has as its base URL
 * @throws what n8n throws where there is no credential
 */
export async function readBaseUrl(context: ApiContext): Promise<string> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>(CREDENTIAL);
	return baseUrl;
}

/**
 * The base URL as requests need it. Each caller gets an error of its own, since it bears the index of
 * an item.
 *
 * @param reading what is read once for the whole run
 * @throws NodeOperationError when there is no credential, or no usable address in it
 */
export async function baseUrlFor(node: INode, reading: Promise<string>): Promise<URL> {
	const value = await reading.catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new NodeOperationError(node, reason, {
			description: `Nothing was sent. Choose a credential under '${CREDENTIAL_CHOICE}'.`,
		});
	});
	return parseBaseUrl(node, value);
}
