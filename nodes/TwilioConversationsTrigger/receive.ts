import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Deliveries } from './deliveries';
import { comesFrom, type ConversationEvent, isWanted, readEvent } from './events';
import { isOn, readScope, readWanted, signingToken } from './settings';
import { findForgery } from './signature';

/** One for all triggers of the process. */
const deliveries = new Deliveries();

/**
 * Answers a callback of Twilio, and starts the flow when it is one that was asked for. It never
 * throws: that would be an execution that failed for everybody who finds the URL.
 *
 * @returns the event for the flow; or nothing, when the answer was given here
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await judge(context);
	} catch (error) {
		// E.g. the credential is gone, or an expression in a parameter cannot be resolved.
		return refuse(context, error instanceof Error ? error.message : 'it could not be checked');
	}
}

/** @throws what n8n throws where a parameter or the credential cannot be read */
async function judge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const url = callbackUrl(context);
	if (isOn(context, 'verifySignature')) {
		const reason = await whyNotGenuine(context, url);
		if (reason !== undefined) return refuse(context, reason);
	}

	const token = request.header('i-twilio-idempotency-token');
	const event = readEvent(request.body, token);
	if (event === undefined) return answer(context, 400);
	if (!isAskedFor(context, event)) return answer(context, 200);
	if (token !== undefined && !deliveries.claim(`${withoutQuery(url)} ${token}`)) {
		return answer(context, 200);
	}
	const json: IDataObject = { ...event };
	return { workflowData: [[{ json }]] };
}

/** What it listens on is only read for the events that would start a flow. */
function isAskedFor(context: IWebhookFunctions, event: ConversationEvent): boolean {
	if (!isWanted(event, readWanted(context))) return false;
	const scope = readScope(context);
	return scope === undefined || comesFrom(event, scope);
}

async function whyNotGenuine(context: IWebhookFunctions, url: string): Promise<string | undefined> {
	const authToken = await signingToken(context);
	if (authToken === undefined) return 'the credential has no Auth Token to check it with';
	const { rawBody: body } = context.getRequestObject();
	if (!Buffer.isBuffer(body)) return 'n8n did not keep the body as it arrived';
	const signature = context.getRequestObject().header('x-twilio-signature') ?? '';
	return findForgery(authToken, { url, signature, body });
}

/**
 * The URL that Twilio called. Behind a proxy the request shows inner names, so it is the URL as n8n
 * registered it, with the query string exactly as it arrived: encoding it anew would change it.
 */
function callbackUrl(context: IWebhookFunctions): string {
	const { originalUrl } = context.getRequestObject();
	const query = originalUrl.indexOf('?');
	return `${servedUrl(context)}${query === -1 ? '' : originalUrl.slice(query)}`;
}

/** Older n8n only tells the production URL, also when a test is being listened for. */
function servedUrl(context: IWebhookFunctions): string {
	const newer: Partial<Pick<IWebhookFunctions, 'getWebhookResourceUrl'>> = context;
	const served = newer.getWebhookResourceUrl?.('default');
	if (served !== undefined) return served;
	const isTest = context.getRequestObject().originalUrl.includes('/webhook-test/');
	const production = context.getNodeWebhookUrl('default') ?? '';
	return isTest ? production.replace('/webhook/', '/webhook-test/') : production;
}

function withoutQuery(url: string): string {
	return url.split('?')[0];
}

/** Says why in the log, and nothing to whoever sent it. */
function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	// Not every n8n has given webhooks a logger.
	const { logger }: Partial<Pick<IWebhookFunctions, 'logger'>> = context;
	logger?.warn(`Refused a callback to the Twilio Conversations Trigger: ${reason}`, {
		workflowId: context.getWorkflow().id,
		node: context.getNode().name,
	});
	return answer(context, 403);
}

/** Answers here and now, with an empty body, and starts nothing. */
function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
