import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { CREATE_ACTION } from '../../../../api/endpoints';
import { type Question, recipientOf } from './question';
import { textOf, verdictOn } from './verdict';

/**
 * Whether to ask again after an answer that is none of the choices: once for each of them, and no more
 * often than the question allows. n8n keeps nothing between the calls of a step that waits, so it is
 * counted in the conversation itself, which all processes see alike.
 *
 * @param messages since the question, oldest first
 * @param answer the one to decide about, listed or not
 */
export function isToBeAskedAgain(
	question: Question,
	messages: readonly IDataObject[],
	answer: IDataObject,
): boolean {
	const { askAgainText, maxAsks, text } = question;
	if (askAgainText === undefined) return false;
	const others = messages.filter((message) => verdictOn(question, message).kind === 'other');
	const place = others.findIndex(({ id }) => id === answer.id);
	const number = place === -1 ? others.length + 1 : place + 1;
	const asked = messages.filter(
		(message) =>
			verdictOn(question, message).kind === 'nothing' && textOf(message) === askAgainText,
	);
	// The question itself may have the same text.
	const again = asked.length - (text === askAgainText ? 1 : 0);
	// A message that was just sent may not be recorded yet, so the number of the answer decides as well.
	return number <= maxAsks && again < number;
}

/**
 * Sends the text that asks again, to whoever gave the answer.
 *
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function askAgain(
	client: TwilioClient,
	question: Question,
	answer: IDataObject,
): Promise<void> {
	const { conversationId, from, to, channelSettings, askAgainText } = question;
	const recipient = recipientOf(question, answer);
	await client.request(CREATE_ACTION, {
		ids: { conversationId },
		body: {
			type: 'SEND_MESSAGE',
			payload: {
				from,
				to: recipient === undefined ? [...to] : [recipient],
				content: { text: askAgainText },
				...(channelSettings !== undefined && { channelSettings }),
			},
		},
	});
}
