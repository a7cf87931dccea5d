import type { IDataObject } from 'n8n-workflow';

import { operationIdOf } from './answerShape';
import type { TwilioClient } from './client';
import type { Endpoint } from './endpoint';
import { apiError } from './errors';
import type { Answer } from './outcome';
import { isRecord, parseProblem } from './problem';
import { retryAfter } from './retry';
import { inSeconds, lookUntilFinished } from './waiting';

export const FETCH_OPERATION: Endpoint<'/v2/ControlPlane/Operations/{operationId}'> = {
	method: 'GET',
	path: '/v2/ControlPlane/Operations/{operationId}',
};

/** A state that Twilio adds later counts as pending. */
const FINAL = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** Work that Twilio has accepted and does later. */
export interface Accepted {
	readonly operationId: string;
	readonly statusUrl: string;
	/** Milliseconds that Twilio asks to wait before the first look. */
	readonly retryAfterMs?: number;
}

/**
 * Reads the 202 answer of an asynchronous endpoint; that it names an operation is certain by then.
 *
 * @param id of the record that was to be written, where it is known
 * @throws NodeApiError when the answer is about another record: Twilio replays its first answer to
 *   an Idempotency-Key for 24 hours (Twilio API reference, delete-conversation-async)
 */
export function readAccepted(client: TwilioClient, answer: Answer, id?: string): Accepted {
	const { headers, body } = answer;
	const statusUrl = String(body.statusUrl ?? headers.location ?? '');
	const operationId = operationIdOf(answer);
	const other = relatedId(body);
	if (id !== undefined && other !== undefined && other !== id) {
		throw keyOfAnother(client, operationId, other);
	}
	const retryAfterMs = retryAfter({ kind: 'done', answer });
	return { operationId, statusUrl, retryAfterMs };
}

/** The record that an operation is about (Twilio OpenAPI document); undefined where it is not said. */
function relatedId({ related }: IDataObject): string | undefined {
	if (!isRecord(related)) return undefined;
	const id = related.conversationId ?? related.configurationId;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

function keyOfAnother(client: TwilioClient, operationId: string, other: string) {
	return apiError(
		client.node,
		{
			message: `The idempotency key was used for another record before, "${other}": nothing was done`,
			description:
				"Twilio repeats its first answer to a key for 24 hours. Enter another 'Idempotency Key', one for each record, or leave it empty.",
		},
		{ operationId },
	);
}

/** @returns the operation as it is now */
export async function readOperation(
	client: TwilioClient,
	operationId: string,
): Promise<{ operation: IDataObject; retryAfterMs?: number }> {
	const answer = await client.request(FETCH_OPERATION, { ids: { operationId } });
	return { operation: answer.body, retryAfterMs: retryAfter({ kind: 'done', answer }) };
}

/**
 * Waits for an operation.
 *
 * @param accepted the operation
 * @param timeoutMs how long at most
 * @returns the completed operation
 * @throws NodeApiError when it FAILED or was CANCELLED (with Twilio's reason), or when the time is
 *   over (with the operation id and how to go on); Cancelled when that came first
 */
export async function waitForOperation(
	client: TwilioClient,
	{ operationId, retryAfterMs: firstWaitMs }: Pick<Accepted, 'operationId' | 'retryAfterMs'>,
	timeoutMs: number,
): Promise<IDataObject> {
	const look = async () => {
		const { operation, retryAfterMs } = await readOperation(client, operationId);
		return { record: operation, isFinished: FINAL.has(String(operation.status)), retryAfterMs };
	};
	const times = { firstWaitMs, timeoutMs };
	const { record: operation, isFinished } = await lookUntilFinished(client, look, times);
	const status = String(operation.status);
	if (status === 'COMPLETED') return operation;
	throw isFinished
		? notCompleted(client, operationId, status, operation)
		: stillRunning(client, operationId, status, timeoutMs);
}

/** Nothing has to be corrected after a cancellation: somebody wanted it. */
const CANCELLED = {
	ended: 'was cancelled',
	wayOut: 'It was cancelled at Twilio, and nothing is pending. Run it again if it is still wanted.',
};
const FAILED = {
	ended: 'could not be completed',
	wayOut:
		"Twilio gave up on it; nothing is pending. Correct the reason, then start a new execution: 'Retry On Fail' gets this answer again, because Twilio keeps it.",
};

function notCompleted(
	client: TwilioClient,
	operationId: string,
	operationStatus: string,
	operation: IDataObject,
) {
	const { message } = parseProblem(isRecord(operation.error) ? operation.error : undefined);
	const about = isRecord(operation.related) ? Object.values(operation.related).join(', ') : '';
	const { ended, wayOut } = operationStatus === 'CANCELLED' ? CANCELLED : FAILED;
	return apiError(
		client.node,
		{
			message: `The operation "${operationId}"${about && ` on "${about}"`} ${ended} at Twilio${message ? `: ${message}` : ''}`,
			description: wayOut,
		},
		{ operationId, operationStatus, twilioMessage: message },
	);
}

function stillRunning(
	client: TwilioClient,
	operationId: string,
	operationStatus: string,
	timeoutMs: number,
) {
	return apiError(
		client.node,
		{
			message: `The operation "${operationId}" is not finished after ${inSeconds(timeoutMs)}`,
			description:
				"It goes on at Twilio. To wait longer, choose the resource 'Operation', the operation 'Wait for Completion', and enter this ID. More than a few minutes is unusual: Twilio support can look it up by the ID.",
			failure: { cause: 'temporarily-unavailable' },
		},
		{ operationId, operationStatus },
	);
}
