import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/** The events in the dropdown. Closed and Inactive are derived: see `DERIVED`. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Communication Created',
		value: 'COMMUNICATION_CREATED',
		action: 'On message received',
		description: 'A message or a piece of a transcription came in or went out',
	},
	{
		name: 'Communication Updated',
		value: 'COMMUNICATION_UPDATED',
		action: 'On message updated',
		description: 'A message changed, e.g. it was delivered',
	},
	{
		name: 'Conversation Closed',
		value: 'CONVERSATION_CLOSED',
		action: 'On conversation closed',
		description: 'A conversation ended, by itself or by somebody',
	},
	{
		name: 'Conversation Created',
		value: 'CONVERSATION_CREATED',
		action: 'On conversation created',
		description: 'A conversation began',
	},
	{
		name: 'Conversation Inactive',
		value: 'CONVERSATION_INACTIVE',
		action: 'On conversation inactive',
		description: 'A conversation is inactive, or was changed while it is',
	},
	{
		name: 'Conversation Updated',
		value: 'CONVERSATION_UPDATED',
		action: 'On conversation updated',
		description: 'The status or the name of a conversation changed',
	},
	{
		name: 'Participant Added',
		value: 'PARTICIPANT_ADDED',
		action: 'On participant added',
		description: 'Somebody joined a conversation',
	},
	{
		name: 'Participant Removed',
		value: 'PARTICIPANT_REMOVED',
		action: 'On participant removed',
		description: 'Somebody left a conversation',
	},
	{
		name: 'Participant Updated',
		value: 'PARTICIPANT_UPDATED',
		action: 'On participant updated',
		description: 'The details of a participant changed',
	},
];

/** Twilio has no events for these: they are updates with that status (Twilio docs, webhooks). */
const DERIVED: ReadonlyMap<unknown, string> = new Map([
	['CLOSED', 'CONVERSATION_CLOSED'],
	['INACTIVE', 'CONVERSATION_INACTIVE'],
]);

const KNOWN = new Set(EVENT_OPTIONS.map(({ value }) => String(value)));

/** The name of all events that this version does not know. */
export const OTHER = 'OTHER';

/** A parsed callback. */
export interface Report {
	/** Twilio's event type; undefined if the callback has none, e.g. results of rules. */
	readonly eventType: string | undefined;
	/** Event names that match it, the most specific first; empty if none does. */
	readonly names: readonly string[];
	readonly timestamp: string | undefined;
	readonly conversationId: string | undefined;
	/** The conversation, participant or communication; the whole body of any other event. */
	readonly data: IDataObject;
}

/**
 * Reads the body of a callback: `{ eventType, timestamp, data }` (Twilio docs, webhooks).
 *
 * @param body a JSON object of any shape
 */
export function readReport(body: IDataObject): Report {
	const { timestamp } = body;
	const eventType = typeof body.eventType === 'string' ? body.eventType : undefined;
	const isKnown = eventType !== undefined && KNOWN.has(eventType);
	const data = dataOf(body, isKnown);
	return {
		eventType,
		names: isKnown ? namesOf(eventType, data) : [],
		timestamp: typeof timestamp === 'string' ? timestamp : undefined,
		conversationId: conversationOf(eventType, data),
		data,
	};
}

function dataOf(body: IDataObject, isKnown: boolean): IDataObject {
	if (isRecord(body.data) && typeof body.eventType === 'string') return body.data;
	return isKnown ? {} : body;
}

function namesOf(eventType: string, { status }: IDataObject): string[] {
	const derived = eventType === 'CONVERSATION_UPDATED' ? DERIVED.get(status) : undefined;
	return derived === undefined ? [eventType] : [derived, eventType];
}

function conversationOf(eventType: string | undefined, data: IDataObject): string | undefined {
	const ids = eventType?.startsWith('CONVERSATION_')
		? [data.id, data.conversationId]
		: [data.conversationId];
	return ids.find((id) => typeof id === 'string');
}
