import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { isRecord } from '../json';
import { parseProblem, type Problem } from './problem';
import { Cancelled } from '../cancellation';

/** The answer to a request that was carried out. */
export interface Answer {
	readonly status: number;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: IDataObject;
}

/** Every outcome of one attempt at a request. */
export type Outcome =
	/** Carried out, and readable. */
	| { readonly kind: 'done'; readonly answer: Answer }
	/** Twilio, or a proxy before it, refused. `problem` is empty if there was no readable reason. */
	| ({ readonly kind: 'httpError'; readonly problem: Problem } & HttpFacts)
	/** Status of a success, but an unreadable body: HTML, truncated or empty. */
	| ({ readonly kind: 'garbled' } & HttpFacts)
	/** Status of a success, but not Twilio's answer: a gateway's `{"ok":true}`. */
	| ({
			readonly kind: 'foreign';
			/** What was expected, e.g. `a conversation`. */
			readonly what: string;
			readonly problem: Problem;
	  } & HttpFacts)
	/** Not sent: no such host, connection refused. */
	| { readonly kind: 'unreachable'; readonly code: string }
	/** Sent, but no answer came: connection reset, time-out. */
	| { readonly kind: 'lost'; readonly code: string }
	/** Not sent by this machine: certificate not trusted, address not allowed by n8n. */
	| { readonly kind: 'blocked'; readonly reason: string };

/** Everything but success. */
export type Failure = Exclude<Outcome, { kind: 'done' }>;

interface HttpFacts {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
}

/** A response as n8n's HTTP helper returns it with `returnFullResponse` and `encoding: 'text'`. */
export interface RawResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** The only place that decides what a response means. Nothing in a body can make it throw. */
export function readResponse({ statusCode: status, headers: raw, body }: RawResponse): Outcome {
	const headers = lowerCaseNames(raw);
	const parsed = parseObject(body);
	if (status < 200 || status > 299) {
		return { kind: 'httpError', status, headers, problem: parseProblem(parsed) };
	}
	if (parsed !== undefined) return { kind: 'done', answer: { status, headers, body: parsed } };
	// The header alone identifies an accepted operation, so an unreadable body does not lose it.
	if (status === 202 && headers['operation-id'] !== undefined) {
		return { kind: 'done', answer: { status, headers, body: {} } };
	}
	return { kind: 'garbled', status, headers };
}

/** Node.js error codes of requests that never left this machine. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
]);

/** Node.js and axios error codes of requests that may have arrived. */
const MAYBE_SENT = new Set([
	'ECONNABORTED',
	'ECONNRESET',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_NETWORK',
	'ETIMEDOUT',
]);

/**
 * Node.js error codes of answers that are not HTTP, or whose compression is broken or truncated.
 */
const BROKEN_ANSWER = /^(HPE|Z)_/;

/**
 * Reads what n8n's HTTP helper threw.
 *
 * @throws Cancelled when the execution was cancelled while the request was under way
 */
export function readFailure(error: unknown): Outcome {
	const { code, message } = origin(error);
	if (code === 'ERR_CANCELED') throw new Cancelled();
	if (code !== undefined && NEVER_SENT.has(code)) return { kind: 'unreachable', code };
	if (code !== undefined && (MAYBE_SENT.has(code) || BROKEN_ANSWER.test(code))) {
		return { kind: 'lost', code };
	}
	return { kind: 'blocked', reason: message };
}

/** n8n wraps the connection's error, so it may be several causes deep. */
function origin(error: unknown): { code?: string; message: string } {
	let current = error;
	for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
		if ('code' in current && typeof current.code === 'string') break;
		if (!(current.cause instanceof Error)) break;
		current = current.cause;
	}
	if (!(current instanceof Error)) return { message: String(current) };
	const code = 'code' in current && typeof current.code === 'string' ? current.code : undefined;
	return { code, message: current.message };
}

function lowerCaseNames(headers: Readonly<Record<string, unknown>>): Record<string, string> {
	const result: Record<string, string> = {};
	// Only Set-Cookie is a list, and nothing here reads it.
	for (const [name, value] of Object.entries(headers)) {
		if (typeof value === 'string') result[name.toLowerCase()] = value;
	}
	return result;
}

function parseObject(body: unknown): IDataObject | undefined {
	const parsed =
		typeof body === 'string' ? jsonParse<unknown>(body, { fallbackValue: null }) : body;
	return isRecord(parsed) ? parsed : undefined;
}
