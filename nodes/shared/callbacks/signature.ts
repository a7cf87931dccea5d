import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { queryValue, rareForms, usualForms } from './signedUrlForms';

/** A callback as it arrived. */
export interface SignedRequest {
	/** The URL that Twilio called: as it was registered, with the query string as it arrived. */
	readonly url: string;
	/** Header X-Twilio-Signature. */
	readonly signature: string;
	/** Header X-Twilio-Webhooks-Signature-Settings; undefined where Twilio signed with a token. */
	readonly settings?: string;
	/** The body, byte for byte. */
	readonly body: Buffer;
}

/** What Twilio may sign with (Twilio docs, webhooks security and webhook shared keys). */
export interface SigningKeys {
	/** The primary and, while tokens are rotated, the secondary one; API keys sign nothing. */
	readonly authTokens: readonly string[];
	/** Of a shared key, which an account may sign with instead. */
	readonly sharedKeySecret?: string;
}

/** Far above what Twilio calls: a longer URL is an attempt to keep this machine busy. */
const MAX_URL_LENGTH = 8_192;

/** No event is larger. Rare forms are not tried for more, to bound the work for a stranger. */
const MAX_BODY_FOR_RARE_FORMS = 1024 * 1024;

/** The only algorithm that a request may name: without a name it is HMAC-SHA1 with a token. */
const SHARED_KEY_ALGORITHM = 'HMAC_SHA256';

/**
 * Checks that a callback comes from Twilio, as Twilio's own `validateRequestWithBody` does
 * (twilio 6.2): the signature covers the URL, the URL carries the hash of the body. Comparisons
 * take the same time wherever they differ, and all work is linear in what arrived.
 *
 * @returns what does not fit, or undefined when it is genuine
 */
export function findForgery(keys: SigningKeys, request: SignedRequest): string | undefined {
	const { url, signature, body } = request;
	if (signature === '') return 'the header X-Twilio-Signature is missing';
	if (url.length > MAX_URL_LENGTH) return 'the URL is longer than any that Twilio calls';
	const claimed = queryValue(url, 'bodySHA256');
	if (claimed === undefined) return 'the query parameter bodySHA256 is missing';
	const signer = signerFor(keys, request.settings);
	if (typeof signer === 'string') return signer;

	const fits = (forms: readonly string[]) =>
		forms.some((form) =>
			signer.secrets.some((secret) => isEqual(signature, signer.sign(secret, form))),
		);
	const isWhole = () => isEqual(claimed, bodyHash(body));
	if (fits(usualForms(url)))
		return isWhole() ? undefined : 'the body is not the one that was signed';
	const rare = body.length <= MAX_BODY_FOR_RARE_FORMS && isWhole() ? rareForms(url) : [];
	return fits(rare) ? undefined : `the signature does not fit the URL and ${signer.name}`;
}

/** @returns SHA-256 of a body, as `bodySHA256` has it: in lower-case hexadecimal */
export function bodyHash(body: Buffer): string {
	return createHash('sha256').update(body).digest('hex');
}

interface Signer {
	readonly secrets: readonly string[];
	/** Of the secrets, as the credential calls them. */
	readonly name: string;
	readonly sign: (secret: string, url: string) => string;
}

/** @returns how the request must be signed, or why that cannot be checked */
function signerFor(
	{ authTokens, sharedKeySecret }: SigningKeys,
	settings?: string,
): Signer | string {
	if (settings === undefined) {
		if (authTokens.length === 0) return 'the credential has no Auth Token to check it with';
		return {
			secrets: authTokens,
			name: 'the Auth Token of the credential',
			sign: signWith('sha1'),
		};
	}
	const algorithm = /(?:^|,)\s*algorithm\s*=\s*([^,\s]*)/i.exec(settings)?.[1] ?? '';
	if (algorithm !== SHARED_KEY_ALGORITHM) {
		return `the account signs with a shared key and the algorithm "${algorithm.slice(0, 40)}", and only ${SHARED_KEY_ALGORITHM} can be checked: choose that in the webhook settings of Twilio`;
	}
	if (sharedKeySecret === undefined) {
		return "the account signs with a shared key: enter its secret in the credential under 'Shared Key Secret'";
	}
	return {
		secrets: [sharedKeySecret],
		name: 'the Shared Key Secret of the credential',
		sign: signWith('sha256'),
	};
}

function signWith(hash: 'sha1' | 'sha256') {
	return (secret: string, url: string) =>
		createHmac(hash, secret).update(url, 'utf8').digest('base64');
}

function isEqual(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
