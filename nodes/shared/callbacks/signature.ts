import { createHash, createHmac, timingSafeEqual } from 'crypto';

import { queryValue, rareForms, usualForms } from './signedUrlForms';

/** A callback as received. */
export interface SignedRequest {
	/** The URL that Twilio called: as registered, with the query string as received. */
	readonly url: string;
	/** Header X-Twilio-Signature. */
	readonly signature: string;
	/** Header X-Twilio-Webhooks-Signature-Settings; undefined if Twilio signed with a token. */
	readonly settings?: string;
	/** The body, byte for byte. */
	readonly body: Buffer;
}

/**
 * The secrets that Twilio may sign with (Twilio docs, webhooks security and webhook shared keys).
 */
export interface SigningKeys {
	/** The primary token and, during a rotation, the secondary one. API keys do not sign. */
	readonly authTokens: readonly string[];
	/** Secret of a shared key, which an account may use instead. */
	readonly sharedKeySecret?: string;
}

/** Far above any URL that Twilio calls: a longer one is an attempt to keep this machine busy. */
const MAX_URL_LENGTH = 8_192;

/**
 * Larger than any event. Beyond it the rare URL forms are not tried, to bound the work for
 * strangers.
 */
const MAX_BODY_FOR_RARE_FORMS = 1024 * 1024;

/**
 * The only algorithm that a request may name. A request without a name uses HMAC-SHA1 with a token.
 */
const SHARED_KEY_ALGORITHM = 'HMAC_SHA256';

/**
 * Checks that a callback comes from Twilio, like Twilio's own `validateRequestWithBody` (twilio
 * 6.2): the signature covers the URL, and the URL has the hash of the body. Comparisons take
 * constant time, and all work is linear in the size of the request.
 *
 * @returns what does not match, or undefined if the callback is genuine
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

/** @returns SHA-256 of a body in lower-case hexadecimal, as in `bodySHA256` */
export function bodyHash(body: Buffer): string {
	return createHash('sha256').update(body).digest('hex');
}

interface Signer {
	readonly secrets: readonly string[];
	/** Label of the secrets in the credential. */
	readonly name: string;
	readonly sign: (secret: string, url: string) => string;
}

/** @returns how the request has to be signed, or why that cannot be checked */
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
		return "the account signs with a shared key: enter its secret in the credential under 'Shared Key Secret (for Webhook Signatures)'";
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
