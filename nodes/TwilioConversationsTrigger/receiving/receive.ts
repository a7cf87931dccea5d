import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Deliveries } from '../../shared/callbacks/deliveries';
import {
	answer,
	arrivedAt,
	log,
	refuse,
	reportIn,
	whyNotGenuine,
} from '../../shared/callbacks/arrived';
import type { Report } from '../../shared/callbacks/events';
import { bodyHash } from '../../shared/callbacks/signature';
import { isSimplified, readListenTarget, readOptions, readWanted } from '../settings';
import { isByChosenAuthor, noteParticipant } from './authorFilter';
import { chosenEvent, comesFrom, isCommunication } from './eventFilter';
import { simplifiedData } from './simplifiedData';

/** As the log calls it. */
const RECEIVER = 'the Twilio Conversations Trigger';

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
		return refuse(
			context,
			RECEIVER,
			error instanceof Error ? error.message : 'it could not be checked',
		);
	}
}

/** @throws what n8n throws when a parameter or the credential cannot be read */
async function judge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const url = servedUrl(context);
	const arrived = arrivedAt(context, url);
	if (arrived === undefined) {
		return refuse(context, RECEIVER, 'n8n did not keep the body as it arrived');
	}
	const { verifySignature: isVerified } = readOptions(context);
	if (isVerified) {
		const reason = await whyNotGenuine(context, arrived);
		if (reason !== undefined) return refuse(context, RECEIVER, reason);
	}

	const report = reportIn(arrived);
	if (report === undefined) return answer(context, 400);
	if (isVerified) noteParticipant(context, report);
	const event = await eventFor(context, report);
	if (event === undefined) return answer(context, isReadable(context, report) ? 200 : 400);

	const eventId = bodyHash(arrived.body);
	const release = deliveries.claim(url, eventId);
	if (release === undefined) return answer(context, 200);
	releaseWhenNotStarted(context, release);
	const { eventType, timestamp, conversationId } = report;
	// What people look for comes first: a table shows the columns in this order.
	const json: IDataObject = {
		event,
		timestamp,
		data: isSimplified(context) ? simplifiedData(report) : report.data,
		conversationId,
		eventType,
		deliveryId: context.getRequestObject().header('i-twilio-idempotency-token'),
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

/** Older versions of n8n give only the production URL, even while a test is listening. */
function servedUrl(context: IWebhookFunctions): string {
	const newer: Partial<Pick<IWebhookFunctions, 'getWebhookResourceUrl'>> = context;
	const served = newer.getWebhookResourceUrl?.('default');
	if (served !== undefined) return served;
	const isTest = context.getRequestObject().originalUrl.includes('/webhook-test/');
	const production = context.getNodeWebhookUrl('default') ?? '';
	return isTest ? production.replace('/webhook/', '/webhook-test/') : production;
}
