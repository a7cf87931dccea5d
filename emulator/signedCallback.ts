import { randomUUID } from 'node:crypto';
import { bodyHash, signUrl } from './signature';

/** A callback as Twilio would send it. */
export interface Callback {
	/** With the query string. */
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** @param url of the webhook as it is registered, without query string */
export function signed(url: string, authToken: string, event: object): Callback {
	const body = JSON.stringify(event);
	const called = `${url}?bodySHA256=${bodyHash(body)}`;
	const { pathname, search } = new URL(called);
	const headers = {
		'content-type': 'application/json',
		'i-twilio-idempotency-token': randomUUID(),
		'x-twilio-signature': signUrl(authToken, called),
	};
	return { path: pathname + search, headers, body };
}
