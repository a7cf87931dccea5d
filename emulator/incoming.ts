import type { FastifyRequest } from 'fastify';

import type { ContractOperation } from './contract';
import { ApiError, badRequest } from './errors';
import type { Call } from './reply';

/** The body as it came in. */
export interface IncomingBody {
	/** Parsed JSON; the text where it is not JSON; undefined where there is none. */
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
 * Turns a request into a call, or says what is wrong with it. JSON only: other bodies get 415 with
 * code 20422, as Twilio's sibling Intelligence API v3 was seen to answer.
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
