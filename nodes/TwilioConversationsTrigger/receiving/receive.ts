import {
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
	jsonParse,
} from 'n8n-workflow';

import { isRecord } from '../../api/json';
import { isSimplified, readListenTarget, readOptions, readSecrets, readWanted } from '../settings';
import { isByChosenAuthor, noteParticipant } from './authorFilter';
import { Deliveries } from './deliveries';
import { chosenEvent, comesFrom, isCommunication } from './eventFilter';
import { readReport, type Report } from './events';
import { bodyHash, findForgery } from './signature';
import { simplifiedData } from './simplifiedData';

/** Shared by all triggers in the process. */
const deliveries = new Deliveries();

/**
 * Answers a callback of Twilio, and starts the flow if it passes the filters. Never throws: n8n
 * would record a failed execution for anyone who finds the URL.
 *
 * @returns the event for the flow; nothing if the callback was answered here
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await judge(context);
	} catch (error) {
		// The credential is gone, for example, or an expression in a parameter cannot be resolved.
		return refuse(context, error instanceof Error ? error.message : 'it could not be checked');
	}
}

/** @throws what n8n throws when a parameter or the credential cannot be read */
async function judge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	// Only these bytes are signed. What n8n parses from them depends on headers, which are not.
	const { rawBody } = request;
	if (!Buffer.isBuffer(rawBody)) return refuse(context, 'n8n did not keep the body as it arrived');
	const url = callbackUrl(context);
	const { verifySignature: isVerified } = readOptions(context);
	if (isVerified) {
		const reason = await whyNotGenuine(context, url, rawBody);
		if (reason !== undefined) return refuse(context, reason);
	}

	const body = jsonParse<unknown>(rawBody.toString('utf8'), { fallbackValue: null });
	const report = isRecord(body) ? readReport(body) : undefined;
	if (report === undefined) return answer(context, 400);
	if (isVerified) noteParticipant(context, report);
	const event = await eventFor(context, report);
	if (event === undefined) return answer(context, isReadable(context, report) ? 200 : 400);

	const eventId = bodyHash(rawBody);
	const release = deliveries.claim(withoutQuery(url), eventId);
	if (release === undefined) return answer(context, 200);
	releaseWhenNotStarted(context, release);
	const { eventType, timestamp, conversationId } = report;
	const json: IDataObject = {
		event,
		eventType,
		timestamp,
		conversationId,
		data: isSimplified(context) ? simplifiedData(report) : report.data,
		deliveryId: request.header('i-twilio-idempotency-token'),
		eventId,
	};
	return { workflowData: [[{ json }]] };
}

/** Whether it is an event, known or not, or the user accepts any callback. */
function isReadable(context: IWebhookFunctions, { eventType }: Report): boolean {
	return eventType !== undefined || readOptions(context).unknownEvents;
}

/** Cheap checks first: looking up the author may take a request. */
async function eventFor(context: IWebhookFunctions, report: Report): Promise<string | undefined> {
	const wanted = readWanted(context);
	const event = chosenEvent(report, wanted, Date.now());
	if (event === undefined) return undefined;
	const target = readListenTarget(context);
	if (target !== undefined && !comesFrom(report, target)) return undefined;
	if (!isCommunication(report)) return event;
	const warn = (message: string) => log(context, message);
	return (await isByChosenAuthor(context, report, wanted.messagesFrom, warn)) ? event : undefined;
}

/** n8n answers 500 if it could not start the flow, and Twilio may send the event again. */
function releaseWhenNotStarted(context: IWebhookFunctions, release: () => void): void {
	const response = context.getResponseObject();
	response.once('close', () => {
		if (response.statusCode >= 500) release();
	});
}

async function whyNotGenuine(
	context: IWebhookFunctions,
	url: string,
	body: Buffer,
): Promise<string | undefined> {
	const { authToken, secondaryAuthToken, sharedKeySecret } = await readSecrets(context);
	const authTokens = [authToken, secondaryAuthToken].filter((token) => token !== undefined);
	const request = context.getRequestObject();
	return findForgery(
		{ authTokens, sharedKeySecret },
		{
			url,
			signature: request.header('x-twilio-signature') ?? '',
			settings: request.header('x-twilio-webhooks-signature-settings'),
			body,
		},
	);
}

/**
 * The URL that Twilio called. Behind a proxy the request shows internal names, so this is the
 * registered URL, with the query string exactly as received: encoding it again would change it.
 */
function callbackUrl(context: IWebhookFunctions): string {
	const { originalUrl } = context.getRequestObject();
	const query = originalUrl.indexOf('?');
	return `${servedUrl(context)}${query === -1 ? '' : originalUrl.slice(query)}`;
}

/** Older versions of n8n give only the production URL, even while a test is listening. */
function servedUrl(context: IWebhookFunctions): string {
	const newer: Partial<Pick<IWebhookFunctions, 'getWebhookResourceUrl'>> = context;
	const served = newer.getWebhookResourceUrl?.('default');
	if (served !== undefined) return served;
	const isTest = context.getRequestObject().originalUrl.includes('/webhook-test/');
	const production = context.getNodeWebhookUrl('default') ?? '';
	return isTest ? production.replace('/webhook/', '/webhook-test/') : production;
}

function withoutQuery(url: string): string {
	return url.split('?', 1)[0];
}

function log(context: IWebhookFunctions, message: string): void {
	// Older versions of n8n give webhooks no logger.
	const { logger }: Partial<Pick<IWebhookFunctions, 'logger'>> = context;
	logger?.warn(message, { workflowId: context.getWorkflow().id, node: context.getNode().name });
}

/** Logs the reason and keeps it from the sender, who may be anybody. */
function refuse(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	log(context, `Refused a callback to the Twilio Conversations Trigger: ${reason}`);
	return answer(context, 403);
}

/** Answers with an empty body, and starts no flow. */
function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
