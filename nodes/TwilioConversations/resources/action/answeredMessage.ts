import type { IDataObject } from 'n8n-workflow';

import { isNotFound } from '../../../api/answers/errors';
import type { TwilioClient } from '../../../api/client';
import {
	FETCH_COMMUNICATION,
	FETCH_CONVERSATION,
	LIST_COMMUNICATIONS,
} from '../../../api/endpoints';
import { readBefore, saysItselfAtFirst } from '../../../api/jobs/readBefore';
import { asRecord, recordsIn } from '../../../api/json';
import { listPages, MAX_PAGE_SIZE } from '../../../api/paging';
import { sideBySide } from '../../../api/sideBySide';
import { closedError } from '../closedConversation';
import { fetchWhole, occurredAt } from '../communication/matching';
import { type People, readPeople } from '../people';
import { byAgent, inCall, notInConversation, nothingToAnswer } from './noReply';
import { isByAgent, isByCustomer, isSpoken } from './whoWrote';

type Ids = { readonly conversationId: string };

/** A message that can be answered. */
export interface AnsweredMessage {
	/** The whole record. */
	readonly message: IDataObject;
	readonly people: People;
}

/**
 * Finds the message to answer, and makes sure that it can be answered. Nothing is sent.
 *
 * @param chosen ID of a communication; undefined: the customer's last one
 * @throws NodeApiError where there is none, where the conversation is closed, and as
 *   `TwilioClient.request`
 */
export async function findMessage(
	client: TwilioClient,
	ids: Ids,
	chosen: string | undefined,
	progress: (message: string) => void,
): Promise<AnsweredMessage> {
	const conversation = await readBefore(
		'conversation',
		async () => (await client.request(FETCH_CONVERSATION, { ids })).body,
		undefined,
		saysItselfAtFirst,
	);
	if (conversation.status === 'CLOSED') {
		throw closedError(client, ids.conversationId, 'Nothing was sent.', {});
	}
	const candidates =
		chosen === undefined
			? await readBefore('messages', async () => await newestOfEach(client, ids, progress))
			: [await fetchChosen(client, { ...ids, communicationId: chosen })];
	const authors = candidates.map(({ author }) => asRecord(author));
	const people = await readBefore(
		'participants',
		async () => await readPeople(client, ids, conversation, authors),
	);
	if (chosen !== undefined) {
		const [message] = candidates;
		if (isByAgent(message, people)) throw byAgent(client.node, message);
		if (isSpoken(message)) throw inCall(client.node, message);
		return { message, people };
	}
	const answerable = candidates.filter(
		(message) => isByCustomer(message, people) && !isSpoken(message),
	);
	if (answerable.length === 0) {
		throw nothingToAnswer(client.node, ids.conversationId, candidates, people);
	}
	const last = answerable.reduce((one, other) => (isLater(other, one) ? other : one));
	return { message: await withRecipients(client, ids, last), people };
}

/**
 * The newest message of each author, so that however many there are, few are held. The list has no
 * documented order, so all pages are read.
 */
async function newestOfEach(
	client: TwilioClient,
	ids: Ids,
	progress: (message: string) => void,
): Promise<IDataObject[]> {
	const newest = new Map<string, IDataObject>();
	let count = 0;
	const call = { ids, pageSize: MAX_PAGE_SIZE };
	for await (const page of listPages(client, LIST_COMMUNICATIONS, call)) {
		const whole = await sideBySide(client, page, async (own, listed) =>
			isWhole(listed) ? listed : await fetchWhole(own, ids, listed),
		);
		for (const message of whole) {
			if (message === undefined) continue;
			const { participantId, channel, address, type } = asRecord(message.author);
			const author = JSON.stringify([participantId, channel, address, type]);
			const before = newest.get(author);
			if (before === undefined || isLater(message, before)) newest.set(author, message);
		}
		count += page.length;
		progress(`Reply: ${count} communications read`);
	}
	return [...newest.values()];
}

/** Whether a listed record tells who wrote it and when; lists may leave fields out. */
function isWhole(listed: IDataObject): boolean {
	return asRecord(listed.author) === listed.author && occurredAt(listed) !== undefined;
}

/** By the time of occurrence; of two at the same, what Twilio got later is. */
function isLater(one: IDataObject, other: IDataObject): boolean {
	const [at, before] = [one, other].map((message) => occurredAt(message) ?? -Infinity);
	if (at !== before) return at > before;
	return String(one.createdAt ?? '') > String(other.createdAt ?? '');
}

async function fetchChosen(
	client: TwilioClient,
	ids: Ids & { readonly communicationId: string },
): Promise<IDataObject> {
	const message = await readBefore('message', async () => {
		return (await client.request(FETCH_COMMUNICATION, { ids })).body;
	}).catch((error: unknown) => {
		throw isNotFound(error) ? notInConversation(client.node, ids) : error;
	});
	const { conversationId: own } = message;
	if (typeof own === 'string' && own !== ids.conversationId) {
		throw notInConversation(client.node, ids);
	}
	return message;
}

/** Only the message that is answered has to say to whom it went. */
async function withRecipients(
	client: TwilioClient,
	ids: Ids,
	message: IDataObject,
): Promise<IDataObject> {
	if (recordsIn(message.recipients).length > 0) return message;
	return (
		(await readBefore('message', async () => await fetchWhole(client, ids, message))) ?? message
	);
}
