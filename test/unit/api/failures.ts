import type { Subject } from '../../../nodes/api/answers/explanations';
import { type Failure, readResponse } from '../../../nodes/api/answers/outcome';

export const HOST = 'conversations.twilio.com';
export const TARGET = 'conversation "conv_1"';

/** A request that could be repeated. */
export const GET_ONE: Subject = {
	method: 'GET',
	host: HOST,
	target: TARGET,
	repeatable: true,
	attempts: 1,
	mayHaveRun: false,
};
/** One that could not. */
export const CREATE: Subject = { ...GET_ONE, method: 'POST', target: undefined, repeatable: false };

/** A response that Twilio, or something before it, refused with. */
export const refused = (status: number, body: unknown = '', headers = {}): Failure => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const outcome = readResponse({ statusCode: status, headers, body: text });
	if (outcome.kind === 'done') throw new Error('a refusal is needed here');
	return outcome;
};
/** The body of Twilio's classic errors. */
export const classic = (message: string, code = 20001) => ({ code, message, status: 400 });
export const LOST: Failure = { kind: 'lost', code: 'ECONNRESET' };
export const UNREACHABLE: Failure = { kind: 'unreachable', code: 'ENOTFOUND' };
export const BLOCKED: Failure = { kind: 'blocked', reason: 'self-signed certificate' };
export const GARBLED: Failure = { kind: 'garbled', status: 200, headers: {} };
