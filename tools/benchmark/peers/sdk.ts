import twilio from 'twilio';
import type { Target, Task, Told } from '../protocol';

function connect({ url, accountSid, authToken }: Target, autoRetry: boolean) {
	const client = twilio(accountSid, authToken, { autoRetry });
	client.conversations.baseUrl = url;
	return client.conversations.v2;
}

/** As most scripts do it: one after the other. */
export async function sdkLoop({ target, ids }: Task): Promise<Told> {
	const { conversations } = connect(target, false);
	let done = 0;
	for (const id of ids) {
		await conversations(id)
			.remove()
			.then(() => done++)
			// A failure is a figure here; why is seen in the service's journal.
			.catch(() => undefined);
	}
	return { done, failed: ids.length - done };
}

/** As scripts do it that are in a hurry; the SDK repeats what was answered with 429. */
export async function sdkAtOnce({ target, ids }: Task): Promise<Told> {
	const { conversations } = connect(target, true);
	const ends = await Promise.allSettled(ids.map(async (id) => await conversations(id).remove()));
	const done = ends.filter(({ status }) => status === 'fulfilled').length;
	return { done, failed: ids.length - done };
}
