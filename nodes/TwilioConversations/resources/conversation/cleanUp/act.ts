import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { type Accepted, readAccepted, waitForOperation } from '../../../../api/asyncOperation';
import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import type { Endpoint } from '../../../../api/endpoint';
import { isNotFound, statusOf } from '../../../../api/errors';
import { lookUntilFinished } from '../../../../api/waiting';
import { deleteKey } from '../../asyncWrite';
import { waitTime } from '../../common';
import { FETCH_CONVERSATION } from '../../endpoints';
import type { CleanUpOptions } from './fields';
import type { Criteria } from './criteria';
import type { Found } from './found';
import { reasonOf } from './reason';
import type { Result } from './report';

export type Action = 'close' | 'delete' | 'inactive';

type ConversationPath = '/v2/Conversations/{conversationId}';
const path: ConversationPath = '/v2/Conversations/{conversationId}';
const PATCH: Endpoint<ConversationPath> = { method: 'PATCH', path };
const DELETE: Endpoint<ConversationPath> = { method: 'DELETE', path };

/** How each action is done to one conversation. */
export interface Plan {
	readonly action: Action;
	readonly options: CleanUpOptions;
	/** What tells this execution from every other. */
	readonly executionKey: readonly string[];
	readonly criteria: Criteria;
	/** Whether nothing more is to begin. */
	readonly isStopped: () => boolean;
}

/** HTTP status */
const CONFLICT = 409;

const STATUS_AFTER = { close: 'CLOSED', inactive: 'INACTIVE' } as const;

/** What became of a conversation, besides what is known of it. */
type Ending = Pick<Result, 'outcome' | 'reason' | 'statusAfter' | 'operationId'>;

/**
 * Cleans up one conversation. A failure is an outcome here, never an exception.
 *
 * @param client of this conversation alone
 */
export async function actOn(client: TwilioClient, found: Found, plan: Plan): Promise<Ending> {
	const { checkAgain = true } = plan.options;
	if (checkAgain) {
		const ending = await lookAgain(client, found, plan).catch(leftAlone);
		if (ending !== undefined) return ending;
		if (plan.isStopped()) return NOT_STARTED;
	}
	try {
		return plan.action === 'delete'
			? await remove(client, found, plan)
			: await setStatus(client, found, STATUS_AFTER[plan.action]);
	} catch (error) {
		return endingOf(client, error);
	}
}

const NOT_STARTED: Ending = { outcome: 'notStarted', reason: 'Stopped before it began' };
const GONE: Ending = { outcome: 'done', reason: 'It was gone already' };
const CLOSED_ALREADY: Ending = {
	outcome: 'done',
	reason: 'It was closed already',
	statusAfter: 'CLOSED',
};

/** Nothing was done yet, so nothing is in doubt. */
function leftAlone(error: unknown): Ending {
	if (isNotFound(error)) return GONE;
	if (error instanceof Cancelled) return NOT_STARTED;
	return { outcome: 'failed', reason: unclear(reasonOf(error)) };
}

/** @param why it could not be told whether a conversation is still meant */
export function unclear(why: string): string {
	return `It was left alone, because it could not be looked at: ${why}`;
}

function endingOf(client: TwilioClient, error: unknown): Ending {
	if (isNotFound(error)) return GONE;
	if (error instanceof Cancelled) {
		return client.hasBegun
			? { outcome: 'failed', reason: 'Cancelled while it was under way; look before you go on' }
			: NOT_STARTED;
	}
	const isDoubtful = error instanceof NodeApiError && error.context.mayHaveRun === true;
	const doubt = isDoubtful ? '. It may have been carried out: look before you go on' : '';
	return { outcome: 'failed', reason: `${reasonOf(error)}${doubt}` };
}

/** @returns undefined when it is still one that is meant */
async function lookAgain(
	client: TwilioClient,
	found: Found,
	{ action, criteria }: Plan,
): Promise<Ending | undefined> {
	const record = await fetchOne(client, found.id);
	const statusAfter = String(record.status);
	if (action === 'close' && statusAfter === 'CLOSED') return CLOSED_ALREADY;
	const reason = await criteria.whyNot(client, record);
	return reason === undefined ? undefined : { outcome: 'skipped', reason, statusAfter };
}

async function fetchOne(client: TwilioClient, conversationId: string): Promise<IDataObject> {
	const { body } = await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
	return body;
}

async function setStatus(client: TwilioClient, { id }: Found, status: string): Promise<Ending> {
	const ids = { conversationId: id };
	try {
		const { body } = await client.request(PATCH, { ids, body: { status } });
		// Only what is seen is done: the answer has to show the status, or another look.
		const now = body.status === status ? status : await statusOfOne(client, id);
		return now === status ? { outcome: 'done', statusAfter: status } : notChanged(status, now);
	} catch (refusal) {
		if (refusal instanceof Cancelled || isNotFound(refusal)) return endingOf(client, refusal);
		// Somebody else closed it, or the first try did and its answer was lost.
		// If it cannot be read either, the refusal is what counts.
		const now = await statusOfOne(client, id).catch(() => undefined);
		if (now !== 'CLOSED') {
			return now === status ? { outcome: 'done', statusAfter: status } : endingOf(client, refusal);
		}
		return status === 'CLOSED'
			? CLOSED_ALREADY
			: { outcome: 'skipped', reason: 'It was closed meanwhile', statusAfter: 'CLOSED' };
	}
}

async function statusOfOne(client: TwilioClient, id: string): Promise<string> {
	return String((await fetchOne(client, id)).status);
}

function notChanged(wanted: string, statusAfter: string): Ending {
	const reason = `Twilio accepted the change to ${wanted}, and its status is ${statusAfter}`;
	return { outcome: 'failed', reason, statusAfter };
}

async function remove(client: TwilioClient, { id }: Found, plan: Plan): Promise<Ending> {
	const { options } = plan;
	return await client
		.request(DELETE, {
			ids: { conversationId: id },
			idempotencyKey: deleteKey(plan, id),
		})
		.then(
			async (answer) => await completion(client, readAccepted(client, answer, id), options),
			async (refusal: unknown) =>
				statusOf(refusal) === CONFLICT && (await isGone(client, id, options))
					? { outcome: 'done', reason: 'It was being deleted already' }
					: endingOf(client, refusal),
		);
}

async function completion(
	client: TwilioClient,
	accepted: Accepted,
	options: CleanUpOptions,
): Promise<Ending> {
	const { operationId } = accepted;
	if (options.waitForCompletion === false) {
		return {
			outcome: 'accepted',
			reason: 'Twilio accepted it, and it was not waited for',
			operationId,
		};
	}
	try {
		await waitForOperation(client, accepted, waitTime(options));
	} catch (error) {
		return { ...endingOfDeletion(client, error), operationId };
	}
	return { outcome: 'done', operationId };
}

/** Another run may be deleting it, whose operation is not known here. */
async function isGone(client: TwilioClient, id: string, options: CleanUpOptions): Promise<boolean> {
	let refusal: unknown;
	const look = async () => {
		refusal = await fetchOne(client, id).then(
			() => undefined,
			(error: unknown) => error,
		);
		return { record: {}, isFinished: refusal !== undefined };
	};
	const timeoutMs = options.waitForCompletion === false ? 0 : waitTime(options);
	await lookUntilFinished(client, look, { firstWaitMs: 0, timeoutMs });
	return isNotFound(refusal);
}

/** It was accepted: an operation that cannot be looked at says nothing about the conversation. */
function endingOfDeletion(client: TwilioClient, error: unknown): Ending {
	if (error instanceof Cancelled) return endingOf(client, error);
	const reason = error instanceof Error ? error.message : String(error);
	const status = error instanceof NodeApiError ? error.context.operationStatus : undefined;
	const hasEnded = status === 'FAILED' || status === 'CANCELLED';
	const outlook =
		status === undefined
			? '. Twilio accepted the deletion, so it may have been carried out'
			: '. It goes on at Twilio';
	return { outcome: 'failed', reason: hasEnded ? reason : `${reason}${outlook}` };
}
