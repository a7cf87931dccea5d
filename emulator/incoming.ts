import type { FastifyRequest } from 'fastify';

import type { ContractOperation } from './contract';
import { ApiError, badRequest } from './errors';
import type { Call } from './reply';

/** The body as it arrived. */
export interface IncomingBody {
	/** Parsed JSON; the raw text if it is not JSON; undefined without a body. */
	value: unknown;
	malformed: boolean;
}

export function readBody(text: unknown): IncomingBody {
	if (typeof text !== 'string' || text === '') return { value: undefined, malformed: false };
	try {
		return { value: JSON.parse(text), malformed: false };
	} catch {
		return { value: text, malformed: true };
	}
}

function isJsonType(contentType: string | undefined): boolean {
	return contentType === undefined || /^application\/(\S+\+)?json\b/i.test(contentType);
}

/**
 * Turns a request into a call, or refuses it. JSON only: other content types get 415 with code
 * 20422, as seen from Twilio's sibling Intelligence API v3.
 */
export function readCall(
	operation: ContractOperation,
	request: FastifyRequest,
	{ value, malformed }: IncomingBody,
): Call | ApiError {
	const withBody = operation.hasBody && value !== undefined;
	if (withBody && !isJsonType(request.headers['content-type'])) {
		return new ApiError(415, 20422, 'The body must be application/json');
	}
	if (withBody && malformed) return new ApiError(400, 20422, 'The body is not valid JSON');
	const path = request.params as Record<string, string>;
	const query = { ...(request.query as Record<string, unknown>) };
	const problem = operation.checkRequest({
		path,
		query,
		header: request.headers,
		...(withBody ? { requestBody: value } : {}),
	});
	return problem === undefined ? { params: path, query, body: value } : badRequest(problem);
}
