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

/** Contexts that can make requests: an execution, a picker, a trigger's hook or webhook. */
export type ApiContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

/** Time-out of one attempt. */
export const ATTEMPT_TIMEOUT_MS = 60_000;

/**
 * The options of a request for n8n's HTTP helper.
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
		// n8n drops an empty object, but Twilio's SDK sends it.
		body: body !== undefined && Object.keys(body).length === 0 ? '{}' : body,
		// As text, so that a body that is no JSON reaches our own reader and not a parser's exception.
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
 * @param signInAs values to sign in with instead of the credential's
 * @throws Cancelled if the execution was cancelled meanwhile
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
 * @returns the base URL in the credential
 * @throws what n8n throws without a credential
 */
export async function readBaseUrl(context: ApiContext): Promise<string> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>(CREDENTIAL);
	return baseUrl;
}

/**
 * The parsed base URL. Each caller gets its own error, since that holds the index of an item.
 *
 * @param reading the credential's value, read once for the whole run
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
