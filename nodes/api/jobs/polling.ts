import type { IDataObject } from 'n8n-workflow';

import { DeadlinePassed } from '../call';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { pause } from '../sending/silence';

/** Between two polls, where Twilio sends no Retry-After: doubled each time, up to the maximum. */
const FIRST_LOOK_MS = 500;
const MAX_LOOK_MS = 10_000;

/** Left for the answer to the last poll. */
const LAST_LOOK_MS = 2000;

/** A time as the user reads it, e.g. "1 second" or "60 seconds". */
export function inSeconds(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

/** Work that Twilio does later, as it was when it was looked at. */
export interface Seen {
	readonly record: IDataObject;
	readonly isFinished: boolean;
	/** Milliseconds that Twilio asks to wait before the next look. */
	readonly retryAfterMs?: number;
}

/** What is known of work that could not be looked at in time. */
const NOTHING_SEEN: Seen = { record: {}, isFinished: false };

/**
 * Polls until a final state or time-out, honouring Retry-After. The wait holds no slot of the limiter,
 * and the time-out includes the last poll with its retries.
 *
 * @param look makes one request, with the deadline that it is given
 * @param times `firstWaitMs` is what Twilio asked for before the first look, `timeoutMs` is how long
 *   to look at most; 0 is a single look without a bound of its own
 * @returns what was seen last, finished or not; an empty record where nothing was seen in time
 * @throws what `look` throws; Cancelled when that came first
 */
export async function pollUntilFinished(
	client: TwilioClient,
	look: (deadline?: number) => Promise<Seen>,
	{ firstWaitMs, timeoutMs }: { firstWaitMs?: number; timeoutMs: number },
): Promise<Seen> {
	if (timeoutMs <= 0) return await look();
	const deadline = now() + timeoutMs;
	// However long Twilio asks to wait, there is a last poll, which needs time for its answer.
	const lastLookAt = deadline - Math.min(LAST_LOOK_MS, timeoutMs / 2);
	let seen = NOTHING_SEEN;
	let pauseMs = FIRST_LOOK_MS;
	let askedFor = firstWaitMs;
	for (;;) {
		const left = lastLookAt - now();
		await pause(client, Math.max(0, Math.min(askedFor ?? pauseMs, left)));
		const isLast = now() >= lastLookAt;
		const next = await look(deadline).catch((error: unknown) => {
			if (error instanceof DeadlinePassed) return undefined;
			throw error;
		});
		if (next === undefined) return seen;
		seen = next;
		if (seen.isFinished || isLast) return seen;
		// A Retry-After of 0 would poll without a pause.
		askedFor = seen.retryAfterMs || undefined;
		pauseMs = Math.min(MAX_LOOK_MS, pauseMs * 2);
	}
}
