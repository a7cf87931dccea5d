import type { Subject } from '../../../nodes/api/answers/explanations';
import { type Failure, readResponse } from '../../../nodes/api/answers/outcome';

export const HOST = 'conversations.twilio.com';
export const TARGET = 'conversation "conv_1"';

/** A request that may be repeated. */
export const GET_ONE: Subject = {
	method: 'GET',
	host: HOST,
	target: TARGET,
	repeatable: true,
	attempts: 1,
	mayHaveRun: false,
};
/** A request that must not be repeated. */
export const CREATE: Subject = { ...GET_ONE, method: 'POST', target: undefined, repeatable: false };

/** An HTTP error of Twilio, or of a proxy before it. */
export const refused = (status: number, body: unknown = '', headers = {}): Failure => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const outcome = readResponse({ statusCode: status, headers, body: text });
	if (outcome.kind === 'done') throw new Error('a refusal is needed here');
	return outcome;
};
/** Body of a classic Twilio error. */
export const classic = (message: string, code = 20001) => ({ code, message, status: 400 });
export const LOST: Failure = { kind: 'lost', code: 'ECONNRESET' };
export const UNREACHABLE: Failure = { kind: 'unreachable', code: 'ENOTFOUND' };
export const BLOCKED: Failure = { kind: 'blocked', reason: 'self-signed certificate' };
export const GARBLED: Failure = { kind: 'garbled', status: 200, headers: {} };
