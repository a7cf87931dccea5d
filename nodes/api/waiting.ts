import type { IDataObject } from 'n8n-workflow';

import type { TwilioClient } from './client';
import { now } from './clock';

/** Between two looks, where Twilio names no time. */
const FIRST_LOOK_MS = 500;
const MAX_LOOK_MS = 10_000;

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

/**
 * Looks at work of Twilio until it is finished or the time is over, at the pace Twilio asks for.
 * Waiting holds no slot of the limiter.
 *
 * @param look makes one request
 * @param times `firstWaitMs` is what Twilio asked for before the first look, `timeoutMs` is how long
 *   to look at most
 * @returns what was seen last, finished or not
 * @throws what `look` throws; Cancelled when that came first
 */
export async function lookUntilFinished(
	{ cancellation }: TwilioClient,
	look: () => Promise<Seen>,
	{ firstWaitMs, timeoutMs }: { firstWaitMs?: number; timeoutMs: number },
): Promise<Seen> {
	const deadline = now() + timeoutMs;
	let pause = FIRST_LOOK_MS;
	let askedFor = firstWaitMs;
	for (;;) {
		const left = deadline - now();
		await cancellation.sleep(Math.max(0, Math.min(askedFor ?? pause, left)));
		const seen = await look();
		if (seen.isFinished || now() >= deadline) return seen;
		// A Retry-After of 0 would keep asking without a pause.
		askedFor = seen.retryAfterMs || undefined;
		pause = Math.min(MAX_LOOK_MS, pause * 2);
	}
}
