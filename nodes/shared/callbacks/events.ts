import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/** The events to choose from. Closed and Inactive are derived: see `DERIVED`. */
export const EVENT_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Communication Created',
		value: 'COMMUNICATION_CREATED',
		description: 'A message or a piece of a transcription came in or went out',
	},
	{
		name: 'Communication Updated',
		value: 'COMMUNICATION_UPDATED',
		description: 'A message changed, e.g. it was delivered',
	},
	{
		name: 'Conversation Closed',
		value: 'CONVERSATION_CLOSED',
		description: 'A conversation ended, by itself or by somebody',
	},
	{
		name: 'Conversation Created',
		value: 'CONVERSATION_CREATED',
		description: 'A conversation began',
	},
	{
		name: 'Conversation Inactive',
		value: 'CONVERSATION_INACTIVE',
		description: 'A conversation is inactive, or was changed while it is',
	},
	{
		name: 'Conversation Updated',
		value: 'CONVERSATION_UPDATED',
		description: 'The status or the name of a conversation changed',
	},
	{
		name: 'Participant Added',
		value: 'PARTICIPANT_ADDED',
		description: 'Somebody joined a conversation',
	},
	{
		name: 'Participant Removed',
		value: 'PARTICIPANT_REMOVED',
		description: 'Somebody left a conversation',
	},
	{
		name: 'Participant Updated',
		value: 'PARTICIPANT_UPDATED',
		description: 'The details of a participant changed',
	},
];

/** Twilio has no events for these: they are updates with that status (Twilio docs, webhooks). */
const DERIVED: ReadonlyMap<unknown, string> = new Map([
	['CLOSED', 'CONVERSATION_CLOSED'],
	['INACTIVE', 'CONVERSATION_INACTIVE'],
]);

const KNOWN = new Set(EVENT_OPTIONS.map(({ value }) => String(value)));

/** The name for every event that this version does not know. */
export const OTHER = 'OTHER';

/** A callback of Twilio, parsed but not filtered. */
export interface Report {
	/** As Twilio calls it; undefined where it says nothing, e.g. for results of rules. */
	readonly eventType: string | undefined;
	/** What it can be chosen as, the most telling name first; empty where it cannot be chosen. */
	readonly names: readonly string[];
	readonly timestamp: string | undefined;
	readonly conversationId: string | undefined;
	/** The conversation, participant or communication it is about; the whole body of anything else. */
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
