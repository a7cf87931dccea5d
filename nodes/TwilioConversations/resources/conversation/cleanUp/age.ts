import { NodeOperationError } from 'n8n-workflow';

import type { TwilioClient } from '../../../../api/client';
import type { CleanUpFilters } from './parameters';

const MINUTE_MS = 60_000;

/** A clock that is wrong by more than this makes other dates than the user thinks. */
const MOST_WRONG_MS = 60 * MINUTE_MS;

/**
 * The moment that "idle for" leads back to. Twilio's clock counts: that of this machine may be wrong by
 * days, and what is in use would be closed.
 *
 * @param sentAt when Twilio answered, by its clock: milliseconds since 1970
 * @returns milliseconds since 1970; undefined where the filters have no "idle for"
 * @throws NodeOperationError when Twilio's time is not known, or "created before" cannot be meant
 */
export function idleSince(
	client: TwilioClient,
	{ idleFor, createdBefore }: CleanUpFilters,
	sentAt: number | undefined,
): number | undefined {
	if (sentAt === undefined) {
		throw new NodeOperationError(
			client.node,
			"The answer does not say what time it is at Twilio, so no conversation's age is known",
			{
				description:
					"Nothing was changed. Twilio sends the time in the header 'Date': something between n8n and Twilio takes it away. Ask whoever runs it, or check 'Base URL' in the credential.",
			},
		);
	}
	if (createdBefore !== undefined) checkCreatedBefore(client, createdBefore, sentAt);
	return idleFor === undefined ? undefined : sentAt - idleFor;
}

function checkCreatedBefore(client: TwilioClient, createdBefore: Date, sentAt: number): void {
	if (createdBefore.getTime() > sentAt + MINUTE_MS) {
		throw new NodeOperationError(
			client.node,
			"'Created Before' is in the future, so every conversation would match",
			{
				description: `Nothing was changed. At Twilio it is ${new Date(sentAt).toISOString()}, and it was set to ${createdBefore.toISOString()}.`,
			},
		);
	}
	const aheadMs = Date.now() - sentAt;
	if (Math.abs(aheadMs) <= MOST_WRONG_MS) return;
	throw new NodeOperationError(
		client.node,
		`The clock of this machine is ${inHours(aheadMs)} Twilio's, so 'Created Before' may be another moment than is meant`,
		{
			description:
				"Nothing was changed. Dates made with $now go by the machine's clock. Set that clock right, or use 'Idle For', which goes by Twilio's.",
		},
	);
}

/** @returns e.g. "168 hours ahead of" */
function inHours(aheadMs: number): string {
	const hours = Math.round(Math.abs(aheadMs) / (60 * MINUTE_MS));
	return `${hours} hour${hours === 1 ? '' : 's'} ${aheadMs > 0 ? 'ahead of' : 'behind'}`;
}
