import type { IDataObject, INode, NodeApiError } from 'n8n-workflow';

import { apiError, type ErrorFacts, stepError } from '../answers/errors';
import type { Explanation } from '../answers/explanations';
import { isRecord } from '../json';
import { inSeconds } from './polling';

/** Labels of the editor that these errors refer to. */
export interface JobLabels {
	/** The option for an Idempotency-Key of the user's own. */
	readonly idempotencyKey: string;
	/** The resource of Twilio's asynchronous operations. */
	readonly operation: string;
	/** The operations that read one record and many, and the one that waits for an operation. */
	readonly get: string;
	readonly getMany: string;
	readonly wait: string;
}

/** Twilio replayed the operation of another record under a key that was used before. */
export function keyOfAnother(
	node: INode,
	operationId: string,
	other: string,
	labels: JobLabels,
): NodeApiError {
	return apiError(
		node,
		{
			message: `The idempotency key was used for another record before, "${other}": nothing was done`,
			description: `Twilio repeats its first answer to a key for 24 hours. Enter another '${labels.idempotencyKey}', one for each record, or leave it empty.`,
		},
		{ operationId },
	);
}

/** Nothing needs correcting after a cancellation: somebody wanted it. */
const CANCELLED = {
	ended: 'was cancelled',
	wayOut: 'It was cancelled at Twilio, and nothing is pending. Run it again if it is still wanted.',
};
const FAILED = {
	ended: 'could not be completed',
	wayOut:
		'Twilio gave up on it; nothing is pending. Correct the reason, then run the step that asked for it again.',
};

/**
 * The operation ended without completing.
 *
 * @param reason in Twilio's words
 * @param hasOwnKey whether the user chose the key, under which Twilio keeps this answer
 */
export function notCompleted(
	operationId: string,
	{ related, status }: IDataObject,
	reason: string | undefined,
	hasOwnKey: boolean,
	labels: JobLabels,
): Explanation {
	const about = isRecord(related) ? Object.values(related).join(', ') : '';
	const { ended, wayOut } = status === 'CANCELLED' ? CANCELLED : FAILED;
	const anotherKey = ` Give it another '${labels.idempotencyKey}' then, or none: Twilio keeps this answer for the one that was entered.`;
	return {
		message: `The operation "${operationId}"${about && ` on "${about}"`} ${ended} at Twilio${reason ? `: ${reason}` : ''}`,
		description: hasOwnKey ? `${wayOut}${anotherKey}` : wayOut,
	};
}

/** The wait timed out, and the operation goes on. */
export function stillRunning(
	operationId: string,
	timeoutMs: number,
	labels: JobLabels,
): Explanation {
	return {
		message: `The operation "${operationId}" is not finished after ${inSeconds(timeoutMs)}`,
		description: `It goes on at Twilio. To wait longer, choose the resource '${labels.operation}', the operation '${labels.wait}', and enter this ID. More than a few minutes is unusual: Twilio support can look it up by the ID.`,
		failure: { cause: 'temporarily-unavailable' },
	};
}

/** An accepted write, for its errors. */
interface AcceptedWrite {
	/** Name for messages, e.g. `the deletion of the conversation "conv_…"`. */
	readonly what: string;
	/** IDs of the record, by their API names. */
	readonly ids: ErrorFacts;
	readonly operationId: string;
	readonly labels: JobLabels;
}

/**
 * The write was accepted, and a request after it failed.
 *
 * @param further the error of that request
 * @param isCompleted whether Twilio is known to have carried the write out
 */
export function notSeen(
	node: INode,
	{ what, ids, operationId, labels }: AcceptedWrite,
	further: NodeApiError,
	isCompleted: boolean,
): NodeApiError {
	const explanation = isCompleted
		? {
				message: `Twilio accepted and carried out ${what}, but the result could not be read`,
				description: `Do not run it again: read the result with '${labels.get}' or '${labels.getMany}'.`,
			}
		: {
				message: `Twilio accepted ${what}, but what became of it could not be seen`,
				description: `It may have been carried out. Before you run it again, look at the operation "${operationId}": resource '${labels.operation}', operation '${labels.get}'.`,
			};
	return stepError(node, further, explanation, { ...ids, operationId, mayHaveRun: true });
}
