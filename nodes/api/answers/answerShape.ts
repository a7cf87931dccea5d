import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../endpoint';
import { FETCH_OPERATION, LIST_CONFIGURATIONS } from '../endpoints';
import type { Answer, Outcome } from './outcome';
import { asRecord, isRecord } from '../json';
import { parseProblem } from './problem';

/**
 * Recognises answers that are not Twilio's: a gateway or a captive portal may answer 200 to
 * anything, and no record must be taken from that.
 *
 * @param endpoint that was asked
 * @param outcome of the request
 * @returns the outcome as it is, or a `foreign` one if a success lacks what Twilio's OpenAPI
 *   document promises: the list by its key and an `id` in each of its records, the `id` of a
 *   record, the `operationId` of an operation, or, for asynchronous work, the operation that does
 *   it
 */
export function checkShape(endpoint: Endpoint, outcome: Outcome): Outcome {
	if (outcome.kind !== 'done') return outcome;
	const { answer } = outcome;
	const expected = expectation(endpoint);
	if (expected.isIn(answer)) return outcome;
	const { status, headers, body } = answer;
	const { what } = expected;
	return { kind: 'foreign', what, status, headers, problem: parseProblem(body) };
}

/** What an endpoint answers, in words, and the check for it. */
interface Expectation {
	readonly what: string;
	readonly isIn: (answer: Answer) => boolean;
}

function expectation({ method, path }: Endpoint): Expectation {
	// Twilio accepts writes to the control plane, and every delete, and carries them out later.
	const isLater = method !== 'GET' && path.startsWith(LIST_CONFIGURATIONS.path);
	if (method === 'DELETE' || isLater) {
		return { what: 'an operation', isIn: (answer) => operationIdOf(answer) !== '' };
	}
	if (path === FETCH_OPERATION.path) {
		return { what: 'an operation', isIn: ({ body }) => isId(body.operationId ?? body.id) };
	}
	const collection = collectionOf(path);
	if (method === 'GET' && !path.endsWith('}')) {
		return {
			what: `a list of ${collection}`,
			isIn: ({ body }) => listOf(path, body)?.every((record) => isId(record.id)) ?? false,
		};
	}
	const kind = collection.replace(/s$/, '');
	const article = /^[aeio]/.test(kind) ? 'an' : 'a';
	return { what: `${article} ${kind}`, isIn: ({ body }) => isId(body.id) };
}

/** @returns e.g. `participants`, for the path of a list or of a single record */
function collectionOf(path: string): string {
	const literals = path.split('/').filter((part) => !part.startsWith('{'));
	return literals[literals.length - 1].toLowerCase();
}

function isId(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

/**
 * The records of a page. `meta.key` names the list; if `meta` is missing, which Twilio's PHP SDK
 * had to handle (twilio-php pull request 914), the path does.
 *
 * @param path of the list's endpoint
 * @param body of the answer
 * @returns undefined if there is no list
 */
export function listOf(path: string, body: IDataObject): IDataObject[] | undefined {
	const { key } = asRecord(body.meta);
	const list = body[typeof key === 'string' ? key : collectionOf(path)];
	if (!Array.isArray(list)) return undefined;
	const records = list.filter(isRecord);
	return records.length === list.length ? records : undefined;
}

/**
 * The operation of an accepted request. Its id is a header; without it, the end of the status URL
 * (Twilio OpenAPI document; Twilio docs, async operations).
 *
 * @returns an empty text if the answer names none
 */
export function operationIdOf({ headers, body }: Answer): string {
	const url = typeof body.statusUrl === 'string' ? body.statusUrl : headers.location;
	const inUrl = /([^/?#]+)\/?([?#]|$)/.exec(url ?? '')?.[1];
	return headers['operation-id'] ?? inUrl ?? '';
}
