import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../endpoint';
import { FETCH_OPERATION, LIST_CONFIGURATIONS } from '../endpoints';
import type { Answer, Outcome } from './outcome';
import { asRecord, isRecord } from '../json';
import { parseProblem } from './problem';

/**
 * Tells an answer of Twilio from that of anything else: a gateway or a captive portal may answer
 * 200 to whatever it is asked, and no record must be taken from that.
 *
 * @param endpoint that was asked
 * @param outcome of the request
 * @returns the outcome as it came, or a `foreign` one where a success has not what Twilio's OpenAPI
 *   document promises: the list by its key and an `id` in each record of it, the `id` of a record,
 *   the `operationId` of an operation, or, where the work is done later, which operation does it
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

/** What an endpoint answers, in the words of a message, and how it is recognised. */
interface Expectation {
	readonly what: string;
	readonly isIn: (answer: Answer) => boolean;
}

function expectation({ method, path }: Endpoint): Expectation {
	// Twilio accepts what is written to the control plane, and every delete, and does it later.
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

/** @returns e.g. `participants` for the path of the list and for that of one */
function collectionOf(path: string): string {
	const literals = path.split('/').filter((part) => !part.startsWith('{'));
	return literals[literals.length - 1].toLowerCase();
}

function isId(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

/**
 * The records of a page. `meta.key` names the list; Twilio's PHP SDK had to handle answers without
 * `meta` (twilio-php pull request 914), and there the list is named as the path.
 *
 * @param path of the list's endpoint
 * @param body of the answer
 * @returns undefined where the list is not there
 */
export function listOf(path: string, body: IDataObject): IDataObject[] | undefined {
	const { key } = asRecord(body.meta);
	const list = body[typeof key === 'string' ? key : collectionOf(path)];
	if (!Array.isArray(list)) return undefined;
	const records = list.filter(isRecord);
	return records.length === list.length ? records : undefined;
}

/**
 * The operation of a request that was accepted. Its id is a header; where that is missing, the end
 * of the status URL (Twilio OpenAPI document; Twilio docs, async operations).
 *
 * @returns empty where the answer names none
 */
export function operationIdOf({ headers, body }: Answer): string {
	const url = typeof body.statusUrl === 'string' ? body.statusUrl : headers.location;
	const inUrl = /([^/?#]+)\/?([?#]|$)/.exec(url ?? '')?.[1];
	return headers['operation-id'] ?? inUrl ?? '';
}
