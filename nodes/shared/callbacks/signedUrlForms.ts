import { tryUrl } from '../../api/url';

/**
 * The forms of a URL that Twilio may have signed (twilio 6.2, validateRequest). All work is linear
 * in the length of the URL, since anybody can make n8n do it.
 */

/** The URL as received, without and with the port. */
export function usualForms(url: string): string[] {
	return distinct([withoutPort(url), withPort(url)]);
}

/** The normalised URL, and with its query encoded again; without the usual forms. */
export function rareForms(url: string): string[] {
	const normal = tryUrl(url)?.toString();
	if (normal === undefined) return [];
	const usual = new Set(usualForms(url));
	const forms = [...usualForms(normal), ...usualForms(reencoded(normal))];
	return distinct(forms).filter((form) => !usual.has(form));
}

function distinct(forms: readonly string[]): string[] {
	return [...new Set(forms)];
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

/** Node's `querystring.parse` reads no more pairs unless it is told to. */
const MAX_PAIRS = 1_000;

/** The query as Node's `querystring` writes it: equal names grouped, each part encoded again. */
function reencoded(url: string): string {
	const start = url.indexOf('?');
	if (start === -1 || start === url.length - 1) return url;
	// An object, not a Map: like Node's, it puts numeric names first.
	const values: Record<string, string[]> = Object.create(null);
	for (const [name, value] of parts(url.slice(start + 1))
		.slice(0, MAX_PAIRS)
		.map(pair)) {
		(values[name] ??= []).push(value);
	}
	const query = Object.entries(values).flatMap(([name, all]) =>
		all.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
	);
	return `${url.slice(0, start)}?${query.join('&')}`;
}

/** @returns the first value of that name in the query string; undefined if there is none */
export function queryValue(url: string, wanted: string): string | undefined {
	const start = url.indexOf('?');
	if (start === -1) return undefined;
	const [query] = url.slice(start + 1).split('#', 1);
	// Decoding is expensive, so only names that may match are decoded.
	const found = parts(query)
		.filter((part) => part.startsWith(wanted) || /^[^=]*[%+]/.test(part))
		.map(pair)
		.find(([name]) => name === wanted);
	return found?.[1];
}

function parts(query: string): string[] {
	return query.split('&').filter((part) => part !== '');
}

function pair(part: string): [string, string] {
	const end = part.indexOf('=');
	return end === -1
		? [decoded(part), '']
		: [decoded(part.slice(0, end)), decoded(part.slice(end + 1))];
}

function decoded(text: string): string {
	const spaced = text.replace(/\+/g, ' ');
	try {
		return decodeURIComponent(spaced);
	} catch {
		// Malformed encoding: Node then decodes percent-encoded parts as bytes and leaves the rest.
		const bytes = spaced.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
		return Buffer.from(bytes, 'latin1').toString('utf8');
	}
}
