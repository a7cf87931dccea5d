import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { TwilioClient } from '../../../../api/client';
import { Limiter } from '../../../../api/sending/limiter';
import {
	answer,
	arrivedAt,
	log,
	refuse,
	reportIn,
	whyNotGenuine,
} from '../../../../shared/callbacks/arrived';
import { Deliveries } from '../../../../shared/callbacks/deliveries';
import type { Report } from '../../../../shared/callbacks/events';
import { endIn } from '../../../../shared/callbacks/questionUrl';
import { askAgain, isToBeAskedAgain } from './askAgain';
import { answerAmong, messagesSince } from './messages';
import { closed, replied } from './outcome';
import { isAfter, type Question, questionIn } from './question';
import { inTime } from './inTime';
import { takeOut } from './takeOut';
import { verdictOn } from './verdict';

/** As the log calls it. */
const RECEIVER = 'a step that waits for a reply';

/** Twilio waits 15 s for its answer (Twilio docs, webhook connection); taking out has a bound of its own. */
const PATIENCE_MS = 5_000;

/** Requests in flight, for all questions of the process. */
const limiter = new Limiter(10);

/** Answers after which the question was asked once more. */
const answers = new Deliveries();

/**
 * Answers a callback for a question, and lets the flow go on where it is the reply or the end of the
 * conversation. It never throws: n8n would end the execution.
 *
 * @param read gives what was kept for the step, and may throw
 * @returns the item for the flow; or nothing, when the answer was given here and the step waits on
 */
export async function receiveFor(
	context: IWebhookFunctions,
	read: () => unknown,
): Promise<IWebhookResponseData> {
	try {
		const question = questionIn(read());
		if (question === undefined) return refuse(context, RECEIVER, 'no question is known here');
		const arrived = arrivedAt(context, question.url.split('?', 1)[0]);
		if (arrived === undefined) {
			return refuse(context, RECEIVER, 'n8n did not keep the body as it arrived');
		}
		if (endIn(arrived.url) !== endIn(question.url)) {
			return refuse(context, RECEIVER, 'it is for another question of this step');
		}
		const reason = await whyNotGenuine(context, arrived);
		if (reason !== undefined) return refuse(context, RECEIVER, reason);
		const report = reportIn(arrived);
		if (report === undefined) return answer(context, 400);
		const json = await outcomeOf(context, question, report);
		return json === undefined ? answer(context, 200) : { workflowData: [[{ json }]] };
	} catch (error) {
		// E.g. the credential is gone.
		return refuse(
			context,
			RECEIVER,
			error instanceof Error ? error.message : 'it could not be checked',
		);
	}
}

/** @returns what the step puts out; undefined where it waits on */
async function outcomeOf(
	context: IWebhookFunctions,
	question: Question,
	report: Report,
): Promise<IDataObject | undefined> {
	const { names, eventType, conversationId, data } = report;
	if (conversationId !== question.conversationId) return undefined;
	if (names.includes('CONVERSATION_CLOSED')) {
		// The reply may be reported later than the end. Nothing can be taken out of a closed conversation.
		return (await lookAround(context, question, undefined)) ?? closed(question);
	}
	const isMessage = eventType === 'COMMUNICATION_CREATED' && isAfter(question, data) !== false;
	const verdict = isMessage ? verdictOn(question, data) : ({ kind: 'nothing' } as const);
	const outcome =
		verdict.kind === 'answer'
			? replied(question, data, verdict.choice)
			: await lookAround(context, question, verdict.kind === 'other' ? data : undefined);
	if (outcome !== undefined) {
		const warn = (message: string) => log(context, message);
		const { conversationId: id, url } = question;
		await takeOut(clientFor(context), id, url, warn);
	}
	return outcome;
}

/**
 * Whatever Twilio reports is an occasion to look whether a reply was missed: n8n turns callbacks away
 * until the execution waits, and while it is being restarted nobody answers them.
 *
 * @param other an answer that is none of the choices
 */
async function lookAround(
	context: IWebhookFunctions,
	question: Question,
	other: IDataObject | undefined,
): Promise<IDataObject | undefined> {
	return await look(context, async (client) => {
		const messages = await messagesSince(client, question);
		const missed = answerAmong(question, messages);
		if (missed !== undefined || other === undefined) return missed;
		const release = answers.claim(question.url, String(other.id));
		if (release === undefined || !isToBeAskedAgain(question, messages, other)) return undefined;
		await askAgain(client, question, other).catch((error: unknown) => {
			release();
			throw error;
		});
		return undefined;
	});
}

/** @returns undefined also where it could not be done in time, which goes into the log */
async function look<T>(
	context: IWebhookFunctions,
	task: (client: TwilioClient) => Promise<T>,
): Promise<T | undefined> {
	try {
		return await inTime(clientFor(context), PATIENCE_MS, task);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		log(context, `A step that waits for a reply could not look at its conversation: ${reason}`);
		return undefined;
	}
}

function clientFor(context: IWebhookFunctions): TwilioClient {
	return new TwilioClient(context, limiter, undefined, PATIENCE_MS);
}
