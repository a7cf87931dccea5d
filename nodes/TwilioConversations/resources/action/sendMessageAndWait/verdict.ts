import type { IDataObject } from 'n8n-workflow';

import { asFilledText, asRecord } from '../../../../api/json';
import { choiceOf } from './choices';
import { isByAsked, type Question } from './question';

/**
 * What a message means to a question: an answer that it waits for, one that it does not, or nothing,
 * because somebody else wrote it.
 */
export type Verdict =
	| { readonly kind: 'answer'; readonly choice?: string }
	| { readonly kind: 'other' }
	| { readonly kind: 'nothing' };

/** @param message a communication, as Twilio lists and reports it */
export function verdictOn(question: Question, message: IDataObject): Verdict {
	if (!isByAsked(question, message)) return { kind: 'nothing' };
	if (question.choices === undefined) return { kind: 'answer' };
	const choice = choiceOf(textOf(message) ?? '', question.choices);
	return choice === undefined ? { kind: 'other' } : { kind: 'answer', choice };
}

/** What a message says. */
export function textOf({ content }: IDataObject): string | undefined {
	return asFilledText(asRecord(content).text);
}
