import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { tryUrl } from '../api/baseUrl';

/** A callback as it arrived. */
export interface SignedRequest {
	/** The URL that Twilio called: as it was registered, with the query string as it arrived. */
	readonly url: string;
	/** Header X-Twilio-Signature. */
	readonly signature: string;
	/** The body, byte for byte. */
	readonly body: Buffer;
}

/**
 * Checks that a callback comes from Twilio, as Twilio's own `validateRequestWithBody` does
 * (twilio 6.2): the signature covers the URL, the URL carries the hash of the body. Comparisons
 * take the same time wherever they differ.
 *
 * @param authToken of the account; API keys sign nothing
 * @returns what does not fit, or undefined when it is genuine
 */
export function findForgery(
	authToken: string,
	{ url, signature, body }: SignedRequest,
): string | undefined {
	if (signature === '') return 'the header X-Twilio-Signature is missing';
	const hash = queryValue(url, 'bodySHA256');
	if (hash === undefined) return 'the query parameter bodySHA256 is missing';
	if (!isSigned(authToken, signature, url)) {
		return 'the signature does not fit the URL and the Auth Token of the credential';
	}
	const actual = createHash('sha256').update(body).digest('hex');
	return isEqual(hash, actual) ? undefined : 'the body is not the one that was signed';
}

/** The forms that are rarely signed are only made when the usual ones do not fit. */
function isSigned(authToken: string, signature: string, url: string): boolean {
	const tried = new Set<string>();
	for (const form of signedForms(url)) {
		if (tried.has(form)) continue;
		tried.add(form);
		if (isEqual(signature, sign(authToken, form))) return true;
	}
	return false;
}

function sign(authToken: string, url: string): string {
	return createHmac('sha1', authToken).update(url, 'utf8').digest('base64');
}

function isEqual(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The forms of a URL that Twilio may have signed, most likely first: as it arrived without and with
 * the port, then normalised, then with its query re-encoded (twilio 6.2, validateRequest).
 */
function* signedForms(url: string): Generator<string> {
	yield withoutPort(url);
	yield withPort(url);
	const normal = tryUrl(url)?.toString();
	if (normal === undefined) return;
	yield withoutPort(normal);
	yield withPort(normal);
	yield reencoded(withoutPort(normal));
	yield reencoded(withPort(normal));
}

const PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(:\d*)?(.*)$/is;

function withoutPort(url: string): string {
	return url.replace(PARTS, (_all, scheme: string, user = '', host: string, _port, rest: string) =>
		[scheme, user, host, rest].join(''),
	);
}

function withPort(url: string): string {
	return url.replace(PARTS, (all, scheme: string, user = '', host: string, port, rest: string) =>
		port === undefined
			? [scheme, user, host, scheme.toLowerCase() === 'https://' ? ':443' : ':80', rest].join('')
			: all,
	);
}

/** As Node's `querystring` writes it: equal names together, each part encoded anew. */
function reencoded(url: string): string {
	const start = url.indexOf('?');
	if (start === -1 || start === url.length - 1) return url;
	const values = new Map<string, string[]>();
	for (const [name, value] of pairs(url.slice(start + 1))) {
		values.set(name, [...(values.get(name) ?? []), value]);
	}
	const query = [...values].flatMap(([name, all]) =>
		all.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
	);
	return `${url.slice(0, start)}?${query.join('&')}`;
}

function queryValue(url: string, wanted: string): string | undefined {
	const start = url.indexOf('?');
	if (start === -1) return undefined;
	for (const [name, value] of pairs(url.slice(start + 1).split('#')[0])) {
		if (name === wanted) return value;
	}
	return undefined;
}

function pairs(query: string): Array<[string, string]> {
	return query
		.split('&')
		.filter((part) => part !== '')
		.map((part) => {
			const [name, ...value] = part.split('=');
			return [decoded(name), decoded(value.join('='))];
		});
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		// Not percent-encoded after all; then it stands for itself.
		return text;
	}
}
