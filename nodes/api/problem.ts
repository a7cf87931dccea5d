import type { IDataObject } from 'n8n-workflow';

/** What Twilio said about a request it refused, whichever of its body shapes it used. */
export interface Problem {
	readonly message?: string;
	/** Twilio's own code, e.g. 20404. Sometimes just the HTTP status again. */
	readonly code?: number;
	/** The field it names, e.g. `/participants/0/addresses` (RFC 9457 only). */
	readonly pointers: readonly string[];
}

/** @returns whether a value is a JSON object (not null, not an array) */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads Twilio's three error bodies: classic `{code, message}`, `{code, httpStatusCode, message}`
 * and RFC 9457 `{title, detail, errors}` (Twilio OpenAPI document; Twilio docs, Orchestrator
 * troubleshooting; twilio 6.2 TwilioServiceException).
 *
 * @param body the parsed body, undefined where it was no JSON object
 */
export function parseProblem(body: IDataObject | undefined): Problem {
	if (body === undefined) return { pointers: [] };
	const { code, errors } = body;
	const details = Array.isArray(errors) ? errors.filter(isRecord) : [];
	return {
		message:
			[
				text(body.message) ?? text(body.detail) ?? text(body.title),
				...details.map(({ detail }) => text(detail)),
			]
				.filter((part) => part !== undefined)
				.map((part) => part.replace(/\.$/, ''))
				.join('; ') || undefined,
		code: typeof code === 'number' ? code : undefined,
		pointers: details
			.map(({ pointer }) => text(pointer))
			.filter((pointer) => pointer !== undefined),
	};
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
