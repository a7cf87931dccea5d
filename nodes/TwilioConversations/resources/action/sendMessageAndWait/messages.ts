import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { LIST_COMMUNICATIONS } from '../../../../api/endpoints';
import { listPages, MAX_PAGE_SIZE } from '../../../../api/paging';
import { isAfter, type Question } from './question';
import { replied } from './outcome';
import { verdictOn } from './verdict';

/**
 * Reads what was written in the conversation since the question, oldest first.
 *
 * @throws NodeApiError as `TwilioClient.request`
 */
export async function messagesSince(
	client: TwilioClient,
	question: Question,
): Promise<IDataObject[]> {
	const { conversationId } = question;
	const found: IDataObject[] = [];
	const call = { ids: { conversationId }, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_COMMUNICATIONS, call)) {
		found.push(...page.filter((message) => isAfter(question, message) === true));
	}
	// Twilio does not say in which order it lists them.
	return found.sort((a, b) => timeOf(a) - timeOf(b));
}

function timeOf({ createdAt }: IDataObject): number {
	return Date.parse(String(createdAt));
}

/** @returns what the step puts out, where one of the messages answers the question */
export function answerAmong(
	question: Question,
	messages: readonly IDataObject[],
): IDataObject | undefined {
	for (const message of messages) {
		const verdict = verdictOn(question, message);
		if (verdict.kind === 'answer') return replied(question, message, verdict.choice);
	}
	return undefined;
}
