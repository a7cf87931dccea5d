import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../../../api/json';
import type { Question } from './question';
import { textOf } from './verdict';

/** What the step puts out. */
interface Output extends IDataObject {
	readonly outcome: 'replied' | 'closed' | 'timedOut' | 'waiting';
}

/** @param message the communication that answers */
export function replied(
	question: Question,
	message: IDataObject,
	choice: string | undefined,
): Output {
	const { address, channel } = asRecord(message.author);
	return {
		outcome: 'replied',
		...(choice !== undefined && { choice }),
		reply: {
			text: textOf(message) ?? '',
			author: address,
			channel,
			at: message.occurredAt ?? message.createdAt,
			communicationId: message.id,
		},
		...about(question),
	};
}

/** The conversation was closed before anybody answered. */
export function closed(question: Question): Output {
	return { outcome: 'closed', ...about(question) };
}

/** Shown while the execution waits; n8n puts another in its place when it goes on. */
export function waiting(question: Question): Output {
	return { outcome: 'waiting', ...about(question) };
}

/** Nobody answered in time. */
export function timedOut(question: Question): Output {
	return { outcome: 'timedOut', ...about(question) };
}

function about({ actionId, text, conversationId }: Question): IDataObject {
	return { question: { actionId, text }, conversationId };
}
