import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { sendWrite, type SentWrite, waitForWrite } from '../../../../api/acceptedWrite';
import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import type { Endpoint } from '../../../../api/endpoint';
import { isNotFound, statusOf } from '../../../../api/errors';
import { inSeconds, lookUntilFinished } from '../../../../api/waiting';
import { deleteKey } from '../../asyncWrite';
import { waitTime } from '../../common';
import { FETCH_CONVERSATION } from '../../endpoints';
import type { CleanUpOptions } from './fields';
import type { Found, Match } from './find';
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
	readonly stillFits: Match['stillFits'];
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
	const { checkAgain = plan.action === 'delete' } = plan.options;
	try {
		if (checkAgain) {
			const ending = await lookAgain(client, found, plan);
			if (ending !== undefined) return ending;
		}
		return plan.action === 'delete'
			? await remove(client, found, plan)
			: await setStatus(client, found, STATUS_AFTER[plan.action]);
	} catch (error) {
		return endingOf(client, error);
	}
}

async function endingOf(client: TwilioClient, error: unknown): Promise<Ending> {
	if (isNotFound(error)) return { outcome: 'done', reason: 'It was gone already' };
	if (error instanceof Cancelled) {
		return client.hasBegun
			? { outcome: 'failed', reason: 'Cancelled while it was under way; look before you go on' }
			: { outcome: 'notStarted', reason: 'Stopped before it began' };
	}
	return { outcome: 'failed', reason: reasonOf(error) };
}

/** The message alone would hide how long Twilio asks to wait, and that it may have been done. */
function reasonOf(error: unknown): string {
	if (!(error instanceof NodeApiError)) {
		return error instanceof Error ? error.message : String(error);
	}
	const { failure, context } = error;
	const waitMs = failure && 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	return [
		error.message,
		waitMs !== undefined && `Twilio asks to wait ${inSeconds(waitMs)}`,
		context.mayHaveRun === true && 'It may have been carried out: look before you go on',
	]
		.filter(Boolean)
		.join('. ');
}

/** @returns undefined when it is still one that is meant */
async function lookAgain(
	client: TwilioClient,
	found: Found,
	{ action, stillFits }: Plan,
): Promise<Ending | undefined> {
	const record = await fetchOne(client, found.id);
	const statusAfter = String(record.status);
	if (action === 'close' && statusAfter === 'CLOSED') {
		return { outcome: 'done', reason: 'It was closed already', statusAfter };
	}
	if (await stillFits(record)) return undefined;
	return { outcome: 'skipped', reason: 'It does not match any more', statusAfter };
}

async function fetchOne(client: TwilioClient, conversationId: string): Promise<IDataObject> {
	const { body } = await client.request(FETCH_CONVERSATION, { ids: { conversationId } });
	return body;
}

async function setStatus(client: TwilioClient, { id }: Found, status: string): Promise<Ending> {
	const ids = { conversationId: id };
	const refusal = await client.request(PATCH, { ids, body: { status } }).then(
		() => undefined,
		(error: unknown) => error,
	);
	if (refusal === undefined) return { outcome: 'done', statusAfter: status };
	if (refusal instanceof Cancelled || isNotFound(refusal)) return await endingOf(client, refusal);
	// Somebody else closed it, or the first try did and its answer was lost.
	// If it cannot be read either, the refusal is what counts.
	const found = await fetchOne(client, id).catch(() => undefined);
	const now = found?.status;
	if (now === status && now !== 'CLOSED') return { outcome: 'done', statusAfter: status };
	if (now !== 'CLOSED') return await endingOf(client, refusal);
	return status === 'CLOSED'
		? { outcome: 'done', reason: 'It was closed already', statusAfter: 'CLOSED' }
		: { outcome: 'skipped', reason: 'It was closed meanwhile', statusAfter: 'CLOSED' };
}

async function remove(client: TwilioClient, { id }: Found, plan: Plan): Promise<Ending> {
	const { options } = plan;
	const ids = { conversationId: id };
	return await sendWrite(client, {
		what: `the deletion of the conversation "${id}"`,
		ids,
		key: deleteKey(plan, id),
		send: async (idempotencyKey) => await client.request(DELETE, { ids, idempotencyKey }),
	}).then(
		async (sent) => await completion(client, sent, options),
		async (refusal: unknown) =>
			statusOf(refusal) === CONFLICT && (await isGone(client, id, options))
				? { outcome: 'done', reason: 'It was being deleted already' }
				: await endingOf(client, refusal),
	);
}

async function completion(
	client: TwilioClient,
	sent: SentWrite,
	options: CleanUpOptions,
): Promise<Ending> {
	const { operationId } = sent.accepted;
	if (options.waitForCompletion === false) {
		return { outcome: 'done', reason: 'Twilio is deleting it', operationId };
	}
	try {
		const { write } = await waitForWrite(client, sent, waitTime(options));
		return { outcome: 'done', operationId: write.accepted.operationId };
	} catch (error) {
		return { operationId, ...(await endingOfDeletion(client, error)) };
	}
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

/** The error tells what is known: the deletion was accepted, so it is no longer as it was found. */
async function endingOfDeletion(client: TwilioClient, error: unknown): Promise<Ending> {
	if (!(error instanceof NodeApiError)) return await endingOf(client, error);
	const { operationId } = error.context;
	// A deletion that was sent once more was refused.
	if (typeof operationId !== 'string') return await endingOf(client, error);
	return { outcome: 'failed', reason: error.message, operationId };
}
