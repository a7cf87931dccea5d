import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordsIn } from '../../api/json';
import type { ListenTarget, Wanted } from '../settings';
import { addressKeys, keyOf } from './addressList';
import { OTHER, type Report } from '../../shared/callbacks/events';

const MINUTE_MS = 60_000;

/**
 * Decides which of the chosen events a report is, from its content alone.
 *
 * @param now milliseconds since 1970
 * @returns the event, e.g. `CONVERSATION_CLOSED` or `OTHER`; undefined when it starts no flow
 */
export function chosenEvent(report: Report, wanted: Wanted, now: number): string | undefined {
	const { names, data } = report;
	if (isTooOld(report, wanted.maxEventAge, now)) return undefined;
	// Also of events that this version does not know: an answer to them would start another.
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
 * Decides whether an event comes from what is listened on. A conversation has a copy of the callbacks
 * that its configuration had when it began, so those of a configuration that was listened on before
 * go on reporting until they close. Only events of conversations name the configuration.
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

/** A communication has its author's, a participant all of its own, a conversation none. */
function channelsOf({ author, addresses }: IDataObject): string[] {
	return [author, ...(Array.isArray(addresses) ? addresses : [])]
		.filter(isRecord)
		.map(({ channel }) => channel)
		.filter((channel) => typeof channel === 'string');
}

/** Applies to updates of communications alone; one that is about no delivery does not pass. */
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
