import { Pool } from 'undici';
import type { Target, Task, PeerReport } from '../protocol';
import { Pace } from './pace';

/** HTTP Basic, as Twilio's API takes it (Twilio OpenAPI, `basic_apikey_or_accountsid`). */
function authorization({ accountSid, authToken }: Target): string {
	return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
}

/**
 * The fastest client possible: keeps a given number of connections busy, or sends at a given rate.
 * It does not adapt; after a 429 it sends again.
 */
export async function pool({ target, ids, atOnce = 1, perSecond }: Task): Promise<PeerReport> {
	const client = new Pool(target.url, { connections: atOnce });
	const headers = { authorization: authorization(target) };
	const pace = perSecond === undefined ? undefined : new Pace(perSecond);
	const open = [...ids].reverse();
	let done = 0;
	const work = async () => {
		for (let id = open.pop(); id !== undefined; id = open.pop()) {
			await pace?.turn();
			const path = `/v2/Conversations/${id}`;
			const { statusCode, body } = await client.request({ method: 'DELETE', path, headers });
			await body.dump();
			if (statusCode === 202) done += 1;
			if (statusCode === 429) open.push(id);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	await client.close();
	return { done, failed: ids.length - done };
}
