import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../json';

/** What Twilio said about a request it refused, whichever of its body shapes it used. */
export interface Problem {
	readonly message?: string;
	/** Twilio's own code, e.g. 20404. Sometimes just the HTTP status again. */
	readonly code?: number;
	/** The field it names, e.g. `/participants/0/addresses` (RFC 9457 only). */
	readonly pointers: readonly string[];
}

/**
 * Reads Twilio's three error bodies: classic `{code, message}`, `{code, httpStatusCode, message}`
 * and RFC 9457 `{title, detail, errors}` (Twilio OpenAPI document; Twilio docs, Orchestrator
 * troubleshooting; twilio 6.2 TwilioServiceException), and those of proxies and gateways:
 * `{error: "…"}`, `{error: {message}}`, `{errors: ["…"]}`, `{errors: [{message}]}`.
 *
 * @param body the parsed body, undefined where it was no JSON object
 */
export function parseProblem(body: IDataObject | undefined): Problem {
	if (body === undefined) return { pointers: [] };
	const { code, errors } = body;
	const details = Array.isArray(errors) ? errors : [];
	const said = [...wordsOf(body), ...details.flatMap(wordsOf)];
	return {
		message: [...new Set(said)].join('; ') || undefined,
		code: typeof code === 'number' ? code : undefined,
		pointers: details
			.filter(isRecord)
			.map(({ pointer }) => text(pointer))
			.filter((pointer) => pointer !== undefined)
			.map(withoutSecrets),
	};
}

/**
 * The texts in a body, or in one of its parts. The title of RFC 9457 is only the name of a kind of
 * error, so it is shown where there is nothing else.
 */
function wordsOf(part: unknown): string[] {
	if (!isRecord(part)) return sentence(part);
	const { message, detail, title, error } = part;
	const said = [...sentence(message), ...sentence(detail)];
	if (said.length === 0) said.push(...sentence(title));
	return isRecord(error)
		? [...said, ...sentence(error.message ?? error.detail)]
		: [...said, ...sentence(error)];
}

/** A text to be joined with others: without its full stop, and without secrets. */
function sentence(value: unknown): string[] {
	const said = text(value)?.replace(/\.$/, '');
	return said ? [withoutSecrets(said)] : [];
}

/**
 * A proxy may repeat the request it refuses, with its credential: a header, a user
 * in a URL, user and password in base64, an Auth Token or the secret of an API key, which are 32
 * letters and digits (the SIDs of Twilio are 34, its other ids have a name before them).
 */
export function withoutSecrets(said: string): string {
	return said
		.replace(/\b(Basic|Bearer)\s+[\w+/=.~-]+/gi, '$1 …')
		.replace(/\/\/[^\s/@]+@/g, '//…@')
		.replace(/[A-Za-z0-9]{40,}={0,2}/g, '…')
		.replace(/\b[A-Za-z0-9]{32}\b/g, '…');
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
