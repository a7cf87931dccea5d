import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/answers/problem';
import type { Scope, Wanted } from '../settings';
import { addressKeys, keyOf } from './addresses';
import { OTHER, type Report } from './events';

const MINUTE_MS = 60_000;

/**
 * Decides which of the chosen events a report is, from what stands in it alone.
 *
 * @param now milliseconds since 1970
 * @returns the event, e.g. `CONVERSATION_CLOSED` or `OTHER`; undefined when it starts no flow
 */
export function wantedEvent(report: Report, wanted: Wanted, now: number): string | undefined {
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

/** What says no time is of no age. */
function isTooOld({ timestamp }: Report, maxMinutes: number, now: number): boolean {
	const happened = timestamp === undefined ? NaN : Date.parse(timestamp);
	return maxMinutes > 0 && now - happened > maxMinutes * MINUTE_MS;
}

/**
 * Decides whether an event comes from what is listened on. A conversation has a copy of the callbacks
 * that its configuration had when it began, so those of a configuration that was listened on before
 * go on reporting until they close. Only events of conversations name the configuration.
 */
export function comesFrom({ eventType, conversationId, data }: Report, scope: Scope): boolean {
	const isNamed = scope.listenOn === 'conversation' || eventType?.startsWith('CONVERSATION_');
	const source = scope.listenOn === 'conversation' ? conversationId : data.configurationId;
	return !isNamed || typeof source !== 'string' || source === scope.id;
}

/** @returns whether an event is about a message or a piece of a transcription */
export function isCommunication({ eventType }: Report): boolean {
	return eventType?.startsWith('COMMUNICATION_') ?? false;
}

function fits(allowed: readonly string[], actual: readonly string[]): boolean {
	return allowed.length === 0 || actual.length === 0 || actual.some((one) => allowed.includes(one));
}

/** Of a communication its author's, of a participant all; a conversation has none. */
function channelsOf({ author, addresses }: IDataObject): string[] {
	return [author, ...(Array.isArray(addresses) ? addresses : [])]
		.filter(isRecord)
		.map(({ channel }) => channel)
		.filter((channel) => typeof channel === 'string');
}

/** Judges updates of communications only, and lets none through that is not about a delivery. */
function hasDeliveryStatus({ eventType, data }: Report, allowed: readonly string[]): boolean {
	if (eventType !== 'COMMUNICATION_UPDATED' || allowed.length === 0) return true;
	const recipients = Array.isArray(data.recipients) ? data.recipients.filter(isRecord) : [];
	return recipients.some(({ deliveryStatus }) => allowed.includes(String(deliveryStatus)));
}

function isFrom(entered: string, { author }: IDataObject): boolean {
	if (entered === '' || !isRecord(author) || typeof author.address !== 'string') return false;
	return addressKeys(entered).has(keyOf(author.address));
}
