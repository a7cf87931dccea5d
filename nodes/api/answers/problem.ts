import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../json';

/** Twilio's reason for a refusal, from any of its error bodies. */
export interface Problem {
	readonly message?: string;
	/** Twilio's own code, e.g. 20404. Sometimes it only repeats the HTTP status. */
	readonly code?: number;
	/** JSON pointers to fields, e.g. `/participants/0/addresses` (RFC 9457 only). */
	readonly pointers: readonly string[];
}

/**
 * Reads Twilio's three error bodies: classic `{code, message}`, `{code, httpStatusCode, message}`
 * and RFC 9457 `{title, detail, errors}` (Twilio OpenAPI document; Twilio docs, Orchestrator
 * troubleshooting; twilio 6.2 TwilioServiceException), and those of proxies and gateways: `{error:
 * "…"}`, `{error: {message}}`, `{errors: ["…"]}`, `{errors: [{message}]}`.
 *
 * @param body parsed; undefined if it was no JSON object
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
 * The texts in a body, or in a part of it. An RFC 9457 title only names the type of error, so it is
 * used only if there is nothing else.
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

/** A text without its full stop and without secrets, to be joined with others. */
function sentence(value: unknown): string[] {
	const said = text(value)?.replace(/\.$/, '');
	return said ? [withoutSecrets(said)] : [];
}

/**
 * Removes secrets. A proxy may repeat the refused request with its credential: a header, a user in
 * a URL, user and password in base64, an Auth Token or the secret of an API key. The last two are
 * 32 letters and digits (Twilio's SIDs have 34, its other ids start with a name).
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
