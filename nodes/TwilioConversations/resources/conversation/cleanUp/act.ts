import type { IDataObject } from 'n8n-workflow';

import { isNotFound, statusOf } from '../../../../api/answers/errors';
import { Cancelled } from '../../../../api/cancellation';
import type { TwilioClient } from '../../../../api/client';
import {
	DELETE_CONVERSATION,
	FETCH_CONVERSATION,
	PATCH_CONVERSATION,
} from '../../../../api/endpoints';
import { sendWrite, type SentWrite, waitForWrite } from '../../../../api/jobs/acceptedWrite';
import { pollUntilFinished } from '../../../../api/jobs/polling';
import { jobLabels } from '../../../../shared/jobLabels';
import { waitTime } from '../../../../shared/parameters/waiting';
import { deleteKey } from '../../asyncWrite';
import { customerAddress } from '../../../../shared/simplified/people';
import type { Criteria } from './criteria';
import {
	CLOSED_ALREADY,
	type Ending,
	endingOf,
	endingOfDeletion,
	GONE,
	leftAlone,
	NOT_STARTED,
	notFoundForChange,
} from './ending';
import type { Found } from './found';
import type { CleanUpOptions } from './parameters';

export type CleanUpAction = 'close' | 'delete' | 'inactive';

/** How each action is done to one conversation. */
export interface Plan {
	readonly action: CleanUpAction;
	readonly options: CleanUpOptions;
	/** What tells this execution from every other. */
	readonly executionKey: readonly string[];
	readonly criteria: Criteria;
	/** Whether nothing more is to begin. */
	readonly isStopped: () => boolean;
}

/** What another look at a conversation tells that is still meant. */
interface Seen extends Pick<Ending, 'customerAddress'> {
	readonly outcome?: undefined;
}

const STATUS_AFTER = { close: 'CLOSED', inactive: 'INACTIVE' } as const;

/**
 * Cleans up one conversation. A failure is an outcome here, never an exception.
 *
 * @param client of this conversation alone
 */
export async function actOn(client: TwilioClient, found: Found, plan: Plan): Promise<Ending> {
	const { checkAgain = true } = plan.options;
	const seen: Ending | Seen = checkAgain
		? await lookAgain(client, found, plan).catch(leftAlone)
		: {};
	if (seen.outcome !== undefined) return seen;
	if (plan.isStopped()) return NOT_STARTED;
	try {
		const ending =
			plan.action === 'delete'
				? await remove(client, found, plan)
				: await setStatus(client, found, STATUS_AFTER[plan.action]);
		return { ...seen, ...ending };
	} catch (error) {
		const ending = isNotFound(error)
			? await lookWhetherGone(client, found.id, error)
			: endingOf(client, error);
		return { ...seen, ...ending };
	}
}

/** A 404 of a change is about the request; that the conversation is gone is seen when it is read. */
async function lookWhetherGone(
	client: TwilioClient,
	id: string,
	refusal: unknown,
): Promise<Ending> {
	return await fetchOne(client, id).then(
		() => notFoundForChange(refusal, true),
		(error: unknown) => (isNotFound(error) ? GONE : notFoundForChange(refusal, false)),
	);
}

/** @returns how it ended, or no more than whose it is when it is still one that is meant */
async function lookAgain(
	client: TwilioClient,
	found: Found,
	{ action, criteria }: Plan,
): Promise<Ending | Seen> {
	const record = await fetchOne(client, found.id);
	const seen = { customerAddress: customerAddress(record) };
	const statusAfter = String(record.status);
	if (action === 'close' && statusAfter === 'CLOSED') return { ...seen, ...CLOSED_ALREADY };
	const reason = await criteria.whyNot(client, record);
	return reason === undefined ? seen : { ...seen, outcome: 'skipped', reason, statusAfter };
}

async function fetchOne(
	client: TwilioClient,
	conversationId: string,
	deadline?: number,
): Promise<IDataObject> {
	const ids = { conversationId };
	const { body } = await client.request(FETCH_CONVERSATION, { ids, deadline });
	return body;
}

async function setStatus(client: TwilioClient, { id }: Found, status: string): Promise<Ending> {
	const ids = { conversationId: id };
	try {
		const { body } = await client.request(PATCH_CONVERSATION, { ids, body: { status } });
		// Only what is seen is done: the answer has to show the status, or another look.
		if (body.status === status) return { outcome: 'done', statusAfter: status };
		const now = await statusOfOne(client, id).catch(() => undefined);
		return now === status ? { outcome: 'done', statusAfter: status } : notChanged(status, now);
	} catch (refusal) {
		if (isNotFound(refusal)) return await lookWhetherGone(client, id, refusal);
		if (refusal instanceof Cancelled) return endingOf(client, refusal);
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

function notChanged(wanted: string, statusAfter: string | undefined): Ending {
	const seen = statusAfter === undefined ? 'could not be seen' : `is ${statusAfter}`;
	const reason = `Twilio accepted the change to ${wanted}, and its status ${seen}`;
	return { outcome: 'failed', reason, statusAfter };
}

async function remove(client: TwilioClient, { id }: Found, plan: Plan): Promise<Ending> {
	const { options } = plan;
	const ids = { conversationId: id };
	return await sendWrite(client, {
		what: `the deletion of the conversation "${id}"`,
		ids,
		key: deleteKey(plan, id),
		labels: jobLabels,
		send: async (idempotencyKey) =>
			await client.request(DELETE_CONVERSATION, { ids, idempotencyKey }),
	}).then(
		async (sent) => await completion(client, sent, options),
		async (refusal: unknown): Promise<Ending> => {
			if (statusOf(refusal) !== 409 || !(await isGone(client, id, options))) throw refusal;
			return { outcome: 'done', reason: 'It was being deleted already' };
		},
	);
}

async function completion(
	client: TwilioClient,
	sent: SentWrite,
	options: CleanUpOptions,
): Promise<Ending> {
	const { operationId } = sent.accepted;
	if (options.waitForCompletion === false) {
		return {
			outcome: 'accepted',
			reason: 'Twilio accepted it, and it was not waited for',
			operationId,
		};
	}
	try {
		const { write } = await waitForWrite(client, sent, waitTime(options));
		return { outcome: 'done', operationId: write.accepted.operationId };
	} catch (error) {
		// It was sent once more, and this is about that.
		if (isNotFound(error)) return await lookWhetherGone(client, sent.ids.conversationId, error);
		return { operationId, ...endingOfDeletion(client, error) };
	}
}

/** Another run may be deleting it, whose operation is not known here. */
async function isGone(client: TwilioClient, id: string, options: CleanUpOptions): Promise<boolean> {
	let refusal: unknown;
	const look = async (deadline?: number) => {
		refusal = await fetchOne(client, id, deadline).then(
			() => undefined,
			(error: unknown) => error,
		);
		return { record: {}, isFinished: refusal !== undefined };
	};
	const timeoutMs = options.waitForCompletion === false ? 0 : waitTime(options);
	await pollUntilFinished(client, look, { firstWaitMs: 0, timeoutMs });
	return isNotFound(refusal);
}
