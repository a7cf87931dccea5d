/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { STATUS_CODES } from 'node:http';

/** `documented`: the form that Twilio's pages show for the status; the others force one form. */
export type ErrorFormat = 'documented' | 'classic' | 'httpStatusCode' | 'rfc9457';

/** Thrown by handlers; becomes an answer in one of Twilio's error forms. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		/** Twilio error code; often just the HTTP status (seen live on 409). */
		readonly code: number,
		message: string,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}
}

export function notFound(what: string): ApiError {
	return new ApiError(404, 20404, `The requested resource ${what} was not found`);
}

export function badRequest(message: string): ApiError {
	return new ApiError(400, 400, message);
}

const docs = (code: number) => `https://www.twilio.com/docs/errors/${code}`;

/**
 * The body of an error answer.
 *
 * Sources: Twilio OpenAPI (classic: code, message, more_info, status); Twilio docs: troubleshooting
 * (code, httpStatusCode, message, userError, params; shown there for 401); SDK 6.2
 * `TwilioServiceException` (RFC 9457 with code).
 */
export function errorBody(
	{ status, code, message }: ApiError,
	format: ErrorFormat,
	instance: string,
): Record<string, unknown> {
	const form = format === 'documented' ? (status === 401 ? 'httpStatusCode' : 'classic') : format;
	if (form === 'classic') return { code, message, more_info: docs(code), status };
	if (form === 'httpStatusCode') {
		return { code, httpStatusCode: status, message, userError: status < 500, params: {} };
	}
	return {
		type: docs(code),
		title: STATUS_CODES[status] ?? 'Error',
		status,
		code,
		detail: message,
		instance,
	};
}
