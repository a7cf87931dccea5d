import { sleep } from 'n8n-workflow';

import { Cancelled } from '../cancellation';
import type { TwilioClient } from '../client';
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
 * @throws NodeApiError when Twilio did not answer for that long, or what the task throws
 */
export async function withWatchdog<T>(
	client: TwilioClient,
	patienceMs: number,
	task: (client: TwilioClient) => Promise<T>,
): Promise<T> {
	let isOver = false;
	let isSilent = false;
	const watch = async () => {
		const left = () => patienceMs + GRACE_MS - client.silence.milliseconds;
		while (!isOver && left() > 0) await sleep(Math.min(left(), patienceMs));
		if (isOver) return;
		isSilent = true;
		client.cancellation.cancel();
	};
	try {
		const work = task(client);
		void watch();
		return await client.cancellation.race(work).catch((error: unknown) => {
			throw isSilent && error instanceof Cancelled ? noAnswer(client, patienceMs) : error;
		});
	} finally {
		isOver = true;
	}
}

function noAnswer(client: TwilioClient, patienceMs: number) {
	return apiError(
		client.node,
		{
			message: `Twilio has not answered for ${inSeconds(patienceMs)}`,
			description: `Try again in a moment. ${CHECK_BASE_URL}, and the network or proxy of this n8n.`,
			failure: { cause: 'temporarily-unavailable' },
		},
		{},
	);
}
