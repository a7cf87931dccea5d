import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordsIn } from '../../api/json';
import type { ListenTarget, Wanted } from '../settings';
import { addressKeys, keyOf } from './addressList';
import { OTHER, type Report } from '../../shared/callbacks/events';

const MINUTE_MS = 60_000;

/**
 * Matches an event with the chosen ones, by its content alone.
 *
 * @param now milliseconds since 1970
 * @returns the event, e.g. `CONVERSATION_CLOSED` or `OTHER`; undefined if it starts no flow
 */
export function chosenEvent(report: Report, wanted: Wanted, now: number): string | undefined {
	const { names, data } = report;
	if (isTooOld(report, wanted.maxEventAge, now)) return undefined;
	// Unknown event types are filtered too: a reply to one would trigger the next.
	if (isFrom(wanted.filters.ignoreAddresses, data)) return undefined;
	if (names.length === 0) return wanted.unknownEvents ? OTHER : undefined;
	const event = names.find((name) => wanted.events.includes(name));
	const { status, channel } = wanted.filters;
	const passes =
		fits(status, typeof data.status === 'string' ? [data.status] : []) &&
		fits(channel, channelsOf(data)) &&
		hasDeliveryStatus(report, wanted.filters.deliveryStatus);
	return passes ? event : undefined;
}

/** An event without a time is never too old. */
function isTooOld({ timestamp }: Report, maxMinutes: number, now: number): boolean {
	const happened = timestamp === undefined ? NaN : Date.parse(timestamp);
	return maxMinutes > 0 && now - happened > maxMinutes * MINUTE_MS;
}

/**
 * Decides whether an event comes from the listen target. A conversation has a copy of the callbacks
 * that its configuration had when it began, so conversations of a former target go on reporting
 * until they close. Only events of conversations name the configuration.
 */
export function comesFrom(
	{ eventType, conversationId, data }: Report,
	target: ListenTarget,
): boolean {
	const isNamed = target.listenOn === 'conversation' || eventType?.startsWith('CONVERSATION_');
	const source = target.listenOn === 'conversation' ? conversationId : data.configurationId;
	return !isNamed || typeof source !== 'string' || source === target.id;
}

/** @returns whether an event is about a message or a piece of a transcription */
export function isCommunication({ eventType }: Report): boolean {
	return eventType?.startsWith('COMMUNICATION_') ?? false;
}

function fits(allowed: readonly string[], actual: readonly string[]): boolean {
	return allowed.length === 0 || actual.length === 0 || actual.some((one) => allowed.includes(one));
}

/**
 * The channel of a communication's author, all channels of a participant, none for a conversation.
 */
function channelsOf({ author, addresses }: IDataObject): string[] {
	return [author, ...(Array.isArray(addresses) ? addresses : [])]
		.filter(isRecord)
		.map(({ channel }) => channel)
		.filter((channel) => typeof channel === 'string');
}

/** Filters only updates of communications; an update that is not about a delivery does not pass. */
function hasDeliveryStatus({ eventType, data }: Report, allowed: readonly string[]): boolean {
	if (eventType !== 'COMMUNICATION_UPDATED' || allowed.length === 0) return true;
	return recordsIn(data.recipients).some(({ deliveryStatus }) =>
		allowed.includes(String(deliveryStatus)),
	);
}

function isFrom(entered: string, { author }: IDataObject): boolean {
	if (entered === '' || !isRecord(author) || typeof author.address !== 'string') return false;
	return addressKeys(entered).has(keyOf(author.address));
}
