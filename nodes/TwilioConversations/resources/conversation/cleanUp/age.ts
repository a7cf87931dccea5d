import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import { resolved } from '../../../../shared/fields/relativeDateTime';
import { type AgeFilters, hasAge } from './ageFilters';
import type { CleanUpFilters } from './parameters';

const MINUTE_MS = 60_000;

/** With a clock that is off by more than this, the user's dates select other conversations. */
const MOST_WRONG_MS = 60 * MINUTE_MS;

/**
 * The current time, for filters with a date. Twilio's clock is used: this machine's may be off by
 * days, and conversations in use would be closed.
 *
 * @param sentAt when Twilio answered, by its clock: milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws NodeOperationError when Twilio's time is not known, or a date cannot be meant
 */
export function timeAtTwilio(
	client: TwilioClient,
	filters: CleanUpFilters,
	sentAt: number | undefined,
): number {
	const { createdAfter, createdBefore, updatedAfter, updatedBefore } = filters;
	const moments = [createdAfter, createdBefore, updatedAfter, updatedBefore];
	const isAsked = hasAge(filters) || moments.some((moment) => moment !== undefined);
	if (sentAt === undefined) {
		// Without a date in the filters, the time does not matter.
		if (!isAsked) return Date.now();
		throw noTime(client);
	}
	for (const [label, moment, isEnd] of [
		['Created Before', createdBefore, true],
		['Updated Before', updatedBefore, true],
		['Created After', createdAfter, false],
		['Updated After', updatedAfter, false],
	] as const) {
		// Relative dates use Twilio's clock, so the machine's need not be right.
		if (moment === undefined || !('at' in moment)) continue;
		if (isEnd) checkPast(client, label, moment.at, sentAt);
		checkClock(client, label, sentAt);
	}
	return sentAt;
}

/**
 * Start of the idle time that the filters ask for: whatever changed since is in use.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds since 1970; undefined if no filter asks for an idle time
 */
export function idleSince({ idleFor, updatedBefore }: AgeFilters, now: number): number | undefined {
	const moments = [
		...(idleFor === undefined ? [] : [now - idleFor]),
		...(updatedBefore === undefined ? [] : [resolved(updatedBefore, now)]),
	];
	return moments.length > 0 ? Math.min(...moments) : undefined;
}

function noTime({ node }: TwilioClient) {
	return new NodeOperationError(
		node,
		"The answer does not say what time it is at Twilio, so no conversation's age is known",
		{
			description:
				"Nothing was changed. Twilio sends the time in the header 'Date': something between n8n and Twilio takes it away. Ask whoever runs it, or check 'Base URL' in the credential.",
		},
	);
}

function checkPast({ node }: TwilioClient, label: string, at: number, sentAt: number): void {
	if (at <= sentAt + MINUTE_MS) return;
	throw new NodeOperationError(
		node,
		`'${label}' is in the future, so every conversation would match`,
		{
			description: `Nothing was changed. At Twilio it is ${new Date(sentAt).toISOString()}, and it was set to ${new Date(at).toISOString()}.`,
		},
	);
}

function checkClock({ node }: TwilioClient, label: string, sentAt: number): void {
	const aheadMs = Date.now() - sentAt;
	if (Math.abs(aheadMs) <= MOST_WRONG_MS) return;
	throw new NodeOperationError(
		node,
		`The clock of this machine is ${inHours(aheadMs)} Twilio's, so '${label}' may be another moment than is meant`,
		{
			description:
				"Nothing was changed. Dates made with $now go by the machine's clock. Set that clock right, or enter e.g. 30 days ago, which goes by Twilio's.",
		},
	);
}

/** @returns e.g. "168 hours ahead of" */
function inHours(aheadMs: number): string {
	const hours = Math.round(Math.abs(aheadMs) / (60 * MINUTE_MS));
	return `${hours} hour${hours === 1 ? '' : 's'} ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
}
