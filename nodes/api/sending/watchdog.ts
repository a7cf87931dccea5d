import { type NodeApiError, sleep } from 'n8n-workflow';

import { Cancelled } from '../cancellation';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { CHECK_BASE_URL } from '../credential';
import { apiError } from '../answers/errors';
import { inSeconds } from '../jobs/polling';

/** Lets a request time out first, since its own error says more. */
const GRACE_MS = 300;

/**
 * A watchdog: runs a task until Twilio has been silent for too long. Neither a server that hangs
 * nor a thousand requests that time out one after the other can hold up n8n.
 *
 * @param client made with the same patience; it is cancelled when that is used up
 * @param patienceMs maximum time without an answer
 * @param atMostMs maximum time altogether, for a Twilio that does answer, but slowly
 * @throws NodeApiError when one of these is over, or what the task throws
 */
export async function withWatchdog<T>(
	client: TwilioClient,
	patienceMs: number,
	task: (client: TwilioClient) => Promise<T>,
	atMostMs = Infinity,
): Promise<T> {
	const endsAt = now() + atMostMs;
	let isOver = false;
	let gaveUp: NodeApiError | undefined;
	const watch = async () => {
		const untilSilent = () => patienceMs + GRACE_MS - client.silence.milliseconds;
		const left = () => Math.min(untilSilent(), endsAt - now());
		while (!isOver && left() > 0) await sleep(Math.min(left(), patienceMs));
		if (isOver) return;
		gaveUp = untilSilent() > 0 ? tooSlow(client, atMostMs) : noAnswer(client, patienceMs);
		client.cancellation.cancel();
	};
	try {
		const work = task(client);
		void watch();
		return await client.cancellation.race(work).catch((error: unknown) => {
			throw gaveUp !== undefined && error instanceof Cancelled ? gaveUp : error;
		});
	} finally {
		isOver = true;
	}
}

function noAnswer(client: TwilioClient, patienceMs: number): NodeApiError {
	return unavailable(client, `Twilio has not answered for ${inSeconds(patienceMs)}`);
}

function tooSlow(client: TwilioClient, atMostMs: number): NodeApiError {
	return unavailable(
		client,
		`Twilio answers so slowly that this was not done within ${inSeconds(atMostMs)}`,
	);
}

function unavailable({ node }: TwilioClient, message: string): NodeApiError {
	return apiError(
		node,
		{
			message,
			description: `Try again in a moment. ${CHECK_BASE_URL}, and the network or proxy of this n8n.`,
			failure: { cause: 'temporarily-unavailable' },
		},
		{},
	);
}
