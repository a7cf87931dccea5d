import type { IDataObject, INode, NodeApiError } from 'n8n-workflow';

import { apiError, type ErrorFacts } from '../../../api/answers/errors';
import { asFilledText, asRecord } from '../../../api/json';
import type { People } from '../people';
import { isUnclear, typeOf } from './whoWrote';

/** Why there is no reply. Nothing was sent then, and each says what to do instead. */

const SEND_MESSAGE = "Use 'Send' of the resource 'Message', where you choose sender and recipient.";
const ANOTHER =
	"Choose a message of the customer in 'Communication', or leave it empty for the last.";

/**
 * Nobody has written, or nobody who is known as a customer.
 *
 * @param messages what was written in the conversation, if anything
 */
export function nothingToAnswer(
	node: INode,
	conversationId: string,
	messages: readonly IDataObject[],
	people: People,
): NodeApiError {
	const facts = { conversationId };
	if (messages.length === 0) {
		return refusal(
			node,
			`There is no message to reply to in the conversation "${conversationId}"`,
			`Nobody has written in it yet. ${SEND_MESSAGE}`,
			facts,
		);
	}
	if (isUnclear(people)) {
		return refusal(
			node,
			`Who is the customer in the conversation "${conversationId}" is not known`,
			"None of its participants has the type Customer or that of an agent, so that a reply might go to your own side. Set the type of the customer with 'Update' of the resource 'Participant', or choose the message in 'Communication'.",
			facts,
		);
	}
	const authors = new Set(messages.map((message) => inWords(message, people)));
	return refusal(
		node,
		`There is no message of a customer to reply to in the conversation "${conversationId}"`,
		`What was written in it is by ${[...authors].join(', ')}. There is no reply to agents, nor to what was said in a call. ${SEND_MESSAGE}`,
		facts,
	);
}

/** The chosen message is of another conversation, or was deleted. */
export function notInConversation(
	node: INode,
	ids: { readonly conversationId: string; readonly communicationId: string },
): NodeApiError {
	return refusal(
		node,
		`The communication "${ids.communicationId}" is not in the conversation "${ids.conversationId}"`,
		ANOTHER,
		ids,
	);
}

/** The chosen message is the own side's: a reply would go to an agent. */
export function byAgent(node: INode, message: IDataObject): NodeApiError {
	return refusal(
		node,
		`The communication "${String(message.id)}" was not written by the customer, but by an agent`,
		ANOTHER,
		factsOf(message),
	);
}

/** The chosen message is a piece of a transcription. */
export function inCall(node: INode, message: IDataObject): NodeApiError {
	return refusal(
		node,
		`The communication "${String(message.id)}" was said in a call, and there is no reply to it in writing`,
		`${ANOTHER} Or: ${SEND_MESSAGE}`,
		factsOf(message),
	);
}

/** The message names nobody to send to. */
export function noAuthor(node: INode, message: IDataObject): NodeApiError {
	return refusal(
		node,
		`The communication "${String(message.id)}" does not say who wrote it`,
		SEND_MESSAGE,
		factsOf(message),
	);
}

/** The message names no address that the reply could come from. */
export function noSender(node: INode, message: IDataObject): NodeApiError {
	return refusal(
		node,
		`The communication "${String(message.id)}" does not say which address of yours it came to`,
		SEND_MESSAGE,
		factsOf(message),
	);
}

/**
 * The message came to several addresses of the own side.
 *
 * @param senders those, as the recipients of the message
 */
export function severalSenders(
	node: INode,
	message: IDataObject,
	senders: readonly IDataObject[],
): NodeApiError {
	const names = senders.map(({ address, participantId }) => String(address ?? participantId));
	return refusal(
		node,
		`The communication "${String(message.id)}" came to several addresses of yours: ${names.join(', ')}`,
		`It is not clear which of them the reply should come from. ${SEND_MESSAGE}`,
		factsOf(message),
	);
}

/** e.g. `+15017122661 (SMS, HUMAN_AGENT)` */
function inWords({ author: value }: IDataObject, people: People): string {
	const author = asRecord(value);
	const known = [author.channel, typeOf(author, people)].map(asFilledText).filter(Boolean);
	const name = asFilledText(author.address) ?? asFilledText(author.participantId) ?? 'nobody';
	return known.length > 0 ? `${name} (${known.join(', ')})` : name;
}

function factsOf({ id, conversationId }: IDataObject): ErrorFacts {
	return { conversationId: asFilledText(conversationId), communicationId: asFilledText(id) };
}

function refusal(node: INode, message: string, wayOut: string, facts: ErrorFacts): NodeApiError {
	return apiError(
		node,
		{ message, description: `Nothing was sent. ${wayOut}` },
		{ ...facts, mayHaveRun: false },
	);
}
