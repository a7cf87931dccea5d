import type { IDataObject } from 'n8n-workflow';

import { DeadlinePassed } from '../call';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { pause } from '../sending/silence';

/** Delay between polls without a Retry-After: doubled each time, up to the maximum. */
const FIRST_LOOK_MS = 500;
const MAX_LOOK_MS = 10_000;

/** Reserved for the answer to the last poll. */
const LAST_LOOK_MS = 2000;

/** A time for messages, e.g. "1 second" or "60 seconds". */
export function inSeconds(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

/** Asynchronous work at one poll. */
export interface Seen {
	readonly record: IDataObject;
	readonly isFinished: boolean;
	/** Retry-After before the next poll, in milliseconds. */
	readonly retryAfterMs?: number;
}

/** Returned if no poll was answered in time. */
const NOTHING_SEEN: Seen = { record: {}, isFinished: false };

/**
 * Polls until a final state or time-out, honouring Retry-After. The wait holds no slot of the
 * limiter, and the time-out includes the last poll with its retries.
 *
 * @param look makes one request, with the given deadline
 * @param times `firstWaitMs` is the Retry-After before the first poll, `timeoutMs` is the time-out;
 *   0 is a single poll without a limit of its own
 * @returns the last poll, finished or not; an empty record if none was answered in time
 * @throws what `look` throws; Cancelled when that came first
 */
export async function pollUntilFinished(
	client: TwilioClient,
	look: (deadline?: number) => Promise<Seen>,
	{ firstWaitMs, timeoutMs }: { firstWaitMs?: number; timeoutMs: number },
): Promise<Seen> {
	if (timeoutMs <= 0) return await look();
	const deadline = now() + timeoutMs;
	// However long Retry-After is, there is a last poll, which needs time for its answer.
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
