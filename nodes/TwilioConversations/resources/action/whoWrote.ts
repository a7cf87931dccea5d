import type { IDataObject } from 'n8n-workflow';

import { asFilledText, asRecord } from '../../../api/json';
import { isAgentType } from '../../../shared/simplified/people';
import type { People } from '../people';

/** Channels of calls, on which nothing can be sent (Twilio OpenAPI document, send_channel). */
const CALLS = new Set(['VIDEO', 'VOICE']);

/** Whether a message was said in a call, to which there is no reply in writing. */
export function isSpoken({ author }: IDataObject): boolean {
	return CALLS.has(String(asRecord(author).channel));
}

/**
 * The type of whoever is at one end of a message.
 *
 * @returns undefined where nobody says it, e.g. of somebody who is no participant
 */
export function typeOf(end: IDataObject, people: People): string | undefined {
	return asFilledText(end.type) ?? asFilledText(people.find(end)?.type);
}

/** Whether an agent wrote it, as far as the type of the author is known. */
export function isByAgent({ author }: IDataObject, people: People): boolean {
	return isAgentType(typeOf(asRecord(author), people));
}

/**
 * Whether a customer wrote it. Where nobody is called one, that is whoever is no agent, as far as
 * the own side can be told from the customer.
 */
export function isByCustomer({ author: value }: IDataObject, people: People): boolean {
	const author = asRecord(value);
	const type = typeOf(author, people);
	if (type === 'CUSTOMER') return true;
	if (isAgentType(type) || people.all.some((one) => one.type === 'CUSTOMER')) return false;
	return people.find(author) !== undefined && !isUnclear(people);
}

/**
 * Whether nothing tells the customer from the own side: nobody is called a customer, nobody an agent,
 * and there are several.
 */
export function isUnclear({ all }: People): boolean {
	const isCalled = ({ type }: IDataObject) => type === 'CUSTOMER' || isAgentType(type);
	return all.length > 1 && !all.some(isCalled);
}
