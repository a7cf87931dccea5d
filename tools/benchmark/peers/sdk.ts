import twilio from 'twilio';
import type { Target, Task, PeerReport } from '../protocol';

function connect({ url, accountSid, authToken }: Target, autoRetry: boolean) {
	const client = twilio(accountSid, authToken, { autoRetry });
	client.conversations.baseUrl = url;
	return client.conversations.v2;
}

/** What most scripts do: one request after the other. */
export async function sdkLoop({ target, ids }: Task): Promise<PeerReport> {
	const { conversations } = connect(target, false);
	let done = 0;
	for (const id of ids) {
		await conversations(id)
			.remove()
			.then(() => done++)
			// Only counted here; the reason is in the service's journal.
			.catch(() => undefined);
	}
	return { done, failed: ids.length - done };
}

/** What a hasty script does: all at once. The SDK retries after a 429. */
export async function sdkAtOnce({ target, ids }: Task): Promise<PeerReport> {
	const { conversations } = connect(target, true);
	const ends = await Promise.allSettled(ids.map(async (id) => await conversations(id).remove()));
	const done = ends.filter(({ status }) => status === 'fulfilled').length;
	return { done, failed: ids.length - done };
}
