import type { IDataObject } from 'n8n-workflow';

import { operationIdOf } from '../answers/answerShape';
import type { TwilioClient } from '../client';
import { now, parseHttpDate } from '../clock';
import { FETCH_OPERATION } from '../endpoints';
import { apiError } from '../answers/errors';
import type { Answer } from '../answers/outcome';
import { isRecord } from '../json';
import { parseProblem } from '../answers/problem';
import { retryAfter } from '../answers/retryAfter';
import { type JobLabels, keyOfAnother, notCompleted, stillRunning } from './operationErrors';
import { pollUntilFinished } from './polling';

/** Unknown states that Twilio may add count as pending. */
const FINAL = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** Work that Twilio has accepted and carries out later. */
export interface Accepted {
	readonly operationId: string;
	readonly statusUrl: string;
	/** Retry-After before the first poll, in milliseconds. */
	readonly retryAfterMs?: number;
}

/**
 * Reads the 202 answer of an asynchronous endpoint, which is known to name an operation.
 *
 * @param id of the record to be written, if it is known
 * @throws NodeApiError when the answer is about another record: Twilio replays its first answer to
 *   an Idempotency-Key for 24 hours (Twilio API reference, delete-conversation-async)
 */
export function readAccepted(
	{ node }: TwilioClient,
	answer: Answer,
	labels: JobLabels,
	id?: string,
): Accepted {
	const { headers, body } = answer;
	const statusUrl = String(body.statusUrl ?? headers.location ?? '');
	const operationId = operationIdOf(answer);
	const other = relatedId(body);
	if (id !== undefined && other !== undefined && other !== id) {
		throw keyOfAnother(node, operationId, other, labels);
	}
	const retryAfterMs = retryAfter({ kind: 'done', answer });
	return { operationId, statusUrl, retryAfterMs };
}

/**
 * The record that an operation is about (Twilio OpenAPI document); undefined if it does not say.
 */
function relatedId({ related }: IDataObject): string | undefined {
	if (!isRecord(related)) return undefined;
	const id = related.conversationId ?? related.configurationId;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** An operation at one poll. */
export interface Look {
	readonly operation: IDataObject;
	/** When Twilio answered, by its clock: milliseconds since 1970; undefined if it did not say. */
	readonly sentAt?: number;
	/** When the answer came, on the clock of `now`. */
	readonly seenAt: number;
	/** Retry-After before the next poll, in milliseconds. */
	readonly retryAfterMs?: number;
}

/**
 * @param deadline see `Call`
 * @returns the current operation
 */
export async function readOperation(
	client: TwilioClient,
	operationId: string,
	deadline?: number,
): Promise<Look> {
	const answer = await client.request(FETCH_OPERATION, { ids: { operationId }, deadline });
	return {
		operation: answer.body,
		sentAt: parseHttpDate(answer.headers.date),
		seenAt: now(),
		retryAfterMs: retryAfter({ kind: 'done', answer }),
	};
}

/**
 * Waits for an operation.
 *
 * @param accepted the operation
 * @param timeoutMs maximum wait
 * @returns the completed operation
 * @throws NodeApiError when it FAILED or was CANCELLED (with Twilio's reason), or when the time is
 *   up (with the operation id and how to go on); Cancelled when that came first
 */
export async function waitForOperation(
	client: TwilioClient,
	accepted: Pick<Accepted, 'operationId' | 'retryAfterMs'>,
	timeoutMs: number,
	labels: JobLabels,
): Promise<IDataObject> {
	const { operation } = await followOperation(client, accepted, timeoutMs);
	return completed(client, accepted.operationId, operation, { timeoutMs, labels });
}

/**
 * Polls an operation until a final state, whichever it is, or time-out.
 *
 * @returns the last poll
 */
export async function followOperation(
	client: TwilioClient,
	{ operationId, retryAfterMs: firstWaitMs }: Pick<Accepted, 'operationId' | 'retryAfterMs'>,
	timeoutMs: number,
): Promise<Look> {
	let last: Look = { operation: {}, seenAt: now() };
	const look = async (deadline?: number) => {
		last = await readOperation(client, operationId, deadline);
		const { operation: record, retryAfterMs } = last;
		return { record, isFinished: FINAL.has(String(record.status)), retryAfterMs };
	};
	await pollUntilFinished(client, look, { firstWaitMs, timeoutMs });
	return last;
}

/** What is known of the work besides its operation. */
interface Work {
	/** How long it was polled. */
	readonly timeoutMs: number;
	readonly labels: JobLabels;
	/** Whether the user chose the Idempotency-Key, under which Twilio keeps the answer. */
	readonly hasOwnKey?: boolean;
	/** IDs of the record, by their API names. */
	readonly ids?: Readonly<Record<string, string>>;
}

/**
 * @param operation at the last poll
 * @returns the operation, which is completed
 * @throws NodeApiError for every other state
 */
export function completed(
	client: TwilioClient,
	operationId: string,
	operation: IDataObject,
	{ timeoutMs, hasOwnKey = false, ids, labels }: Work,
): IDataObject {
	const status = String(operation.status);
	if (status === 'COMPLETED') return operation;
	const hasEnded = FINAL.has(status);
	const { message } = parseProblem(isRecord(operation.error) ? operation.error : undefined);
	const explanation = hasEnded
		? notCompleted(operationId, operation, message, hasOwnKey, labels)
		: stillRunning(operationId, timeoutMs, labels);
	const facts = { operationId, operationStatus: status, twilioMessage: message };
	throw apiError(client.node, explanation, { ...ids, ...facts, mayHaveRun: !hasEnded });
}
