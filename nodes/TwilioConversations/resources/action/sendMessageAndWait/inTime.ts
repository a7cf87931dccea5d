import { Cancellation } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import { now } from '../../../../api/clock';

/**
 * Does something, within a time.
 *
 * @param task gets a client of its own, whose requests end with it
 * @throws what the task throws; Cancelled when the time is over first
 */
export async function inTime<T>(
	client: TwilioClient,
	timeMs: number,
	task: (own: TwilioClient) => Promise<T>,
): Promise<T> {
	const bound = new Cancellation(client.cancellation);
	void bound.expireAt(now() + timeMs);
	const own = client.fork(bound);
	try {
		return await bound.race(task(own));
	} finally {
		await own.close();
		bound.release();
	}
}
