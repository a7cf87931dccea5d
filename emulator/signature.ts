import { createHash, createHmac } from 'node:crypto';

/** Lower-case hexadecimal SHA-256 of the body, the value of `bodySHA256`. */
export function bodyHash(body: string): string {
	return createHash('sha256').update(body).digest('hex');
}

/**
 * X-Twilio-Signature for a JSON body: HMAC-SHA1 with the Auth Token over the whole URL including
 * `bodySHA256`. Source: Twilio docs, webhooks security; SDK 6.2 `validateRequestWithBody`.
 */
export function signUrl(authToken: string, url: string): string {
	return createHmac('sha1', authToken).update(url).digest('base64');
}
