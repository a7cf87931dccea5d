import { type IWebhookFunctions, type IWebhookResponseData, jsonParse } from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { readReport, type Report } from './events';
import { readSecrets } from './secrets';
import { findForgery } from './signature';

/** A callback as it arrived. */
export interface Arrived {
	/** The URL that Twilio called. */
	readonly url: string;
	/** Byte for byte. Only this is signed; what n8n parses from it depends on headers, which are not. */
	readonly body: Buffer;
}

/**
 * Reads a callback. Behind a proxy the request shows inner names, so the URL that Twilio called is the
 * one that was registered, with the query string exactly as it arrived: encoding it anew would change it.
 *
 * @param registered the URL without its query string
 * @returns undefined where n8n did not keep the body
 */
export function arrivedAt(context: IWebhookFunctions, registered: string): Arrived | undefined {
	const { originalUrl, rawBody } = context.getRequestObject();
	if (!Buffer.isBuffer(rawBody)) return undefined;
	const query = originalUrl.indexOf('?');
	const url = `${registered}${query === -1 ? '' : originalUrl.slice(query)}`;
	return { url, body: rawBody };
}

/**
 * Checks that Twilio signed a callback with one of the secrets of the credential.
 *
 * @returns what does not fit, or undefined when it is genuine
 * @throws what n8n throws where the credential cannot be read
 */
export async function whyNotGenuine(
	context: IWebhookFunctions,
	arrived: Arrived,
): Promise<string | undefined> {
	const { authToken, secondaryAuthToken, sharedKeySecret } = await readSecrets(context);
	const authTokens = [authToken, secondaryAuthToken].filter((token) => token !== undefined);
	const request = context.getRequestObject();
	return findForgery(
		{ authTokens, sharedKeySecret },
		{
			...arrived,
			signature: request.header('x-twilio-signature') ?? '',
			settings: request.header('x-twilio-webhooks-signature-settings'),
		},
	);
}

/** @returns undefined where the body is no JSON object */
export function reportIn({ body }: Arrived): Report | undefined {
	const parsed = jsonParse<unknown>(body.toString('utf8'), { fallbackValue: null });
	return isRecord(parsed) ? readReport(parsed) : undefined;
}

/** Writes a warning into the log of n8n. */
export function log(context: IWebhookFunctions, message: string): void {
	// Not every n8n has given webhooks a logger.
	const { logger }: Partial<Pick<IWebhookFunctions, 'logger'>> = context;
	logger?.warn(message, { workflowId: context.getWorkflow().id, node: context.getNode().name });
}

/**
 * Answers 403. The reason goes into the log and not to the sender, who may be anybody.
 *
 * @param receiver as the log calls it
 */
export function refuse(
	context: IWebhookFunctions,
	receiver: string,
	reason: string,
): IWebhookResponseData {
	log(context, `Refused a callback to ${receiver}: ${reason}`);
	return answer(context, 403);
}

/** Answers with an empty body, and starts nothing. */
export function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
