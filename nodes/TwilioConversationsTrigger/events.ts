import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../api/problem';
import type { Scope } from './callbackLists';

/** The events that can be chosen. Closed and Inactive are derived: see `DERIVED`. */
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
const DERIVED: Readonly<Record<string, string>> = {
	CONVERSATION_CLOSED: 'CLOSED',
	CONVERSATION_INACTIVE: 'INACTIVE',
};

const KNOWN = new Set(
	EVENT_OPTIONS.map(({ value }) => String(value)).filter((value) => !(value in DERIVED)),
);

/** An event of Twilio, as the workflow gets it. */
export interface ConversationEvent {
	readonly eventType: string;
	readonly timestamp: string | undefined;
	readonly conversationId: string | undefined;
	/** The conversation, participant or communication it is about, as Twilio sent it. */
	readonly data: IDataObject;
	/** The same for repeated deliveries of one event; undefined where Twilio sent none. */
	readonly deliveryId: string | undefined;
}

/**
 * Reads the body of a callback: `{ eventType, timestamp, data }` (Twilio docs, webhooks).
 *
 * @param body parsed JSON of any shape
 * @param deliveryId header I-Twilio-Idempotency-Token
 * @returns undefined when it is no event
 */
export function readEvent(body: unknown, deliveryId?: string): ConversationEvent | undefined {
	if (!isRecord(body) || typeof body.eventType !== 'string') return undefined;
	const { eventType, timestamp } = body;
	const data = isRecord(body.data) ? body.data : {};
	const id = eventType.startsWith('CONVERSATION_') ? data.id : data.conversationId;
	return {
		eventType,
		timestamp: typeof timestamp === 'string' ? timestamp : undefined,
		conversationId: typeof id === 'string' ? id : undefined,
		data,
		deliveryId,
	};
}

/** What the user wants to be started by. */
export interface Wanted {
	readonly events: readonly string[];
	/** Whether events that this version does not know start a flow too. */
	readonly unknownEvents: boolean;
	readonly filters: {
		readonly status?: readonly string[];
		readonly channel?: readonly string[];
		readonly ignoreAddresses?: readonly string[];
	};
}

/** Decides whether an event starts a flow. A filter only judges events that have what it is about. */
export function isWanted(event: ConversationEvent, { events, unknownEvents, filters }: Wanted) {
	const { eventType, data } = event;
	if (!KNOWN.has(eventType)) return unknownEvents;
	const chosen = events.some((name) => {
		if (!(name in DERIVED)) return name === eventType;
		return eventType === 'CONVERSATION_UPDATED' && DERIVED[name] === data.status;
	});
	const { status = [], channel = [], ignoreAddresses = [] } = filters;
	return (
		chosen &&
		fits(status, typeof data.status === 'string' ? [data.status] : []) &&
		fits(channel, channelsOf(data)) &&
		!ignoreAddresses.includes(authorOf(data))
	);
}

/**
 * Decides whether an event comes from what is listened on. A conversation has a copy of the callbacks
 * that its configuration had when it began, so those of a configuration that was listened on before
 * go on reporting until they close. Only events of conversations name the configuration.
 */
export function comesFrom({ eventType, conversationId, data }: ConversationEvent, scope: Scope) {
	const isNamed = scope.listenOn === 'conversation' || eventType.startsWith('CONVERSATION_');
	const source = scope.listenOn === 'conversation' ? conversationId : data.configurationId;
	return !isNamed || typeof source !== 'string' || source === scope.id;
}

function fits(allowed: readonly string[], actual: readonly string[]): boolean {
	return allowed.length === 0 || actual.length === 0 || actual.some((one) => allowed.includes(one));
}

/** Of a communication its author's, of a participant all, of a conversation its participants'. */
function channelsOf(data: IDataObject): string[] {
	const participants = Array.isArray(data.participants) ? data.participants.filter(isRecord) : [];
	return [data.author, ...addressesOf(data), ...participants.flatMap(addressesOf)]
		.filter(isRecord)
		.map(({ channel }) => channel)
		.filter((channel) => typeof channel === 'string');
}

function addressesOf({ addresses }: IDataObject): unknown[] {
	return Array.isArray(addresses) ? addresses : [];
}

function authorOf({ author }: IDataObject): string {
	return isRecord(author) && typeof author.address === 'string' ? author.address : '';
}
