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

export interface Plan {
	readonly action: CleanUpAction;
	readonly options: CleanUpOptions;
	/** Identifies this execution. */
	readonly executionKey: readonly string[];
	readonly criteria: Criteria;
	/** Whether to start nothing more. */
	readonly isStopped: () => boolean;
}

/** The result of a second read of a conversation that is still selected. */
type Seen = Pick<Ending, 'customerAddress'> & { readonly outcome?: undefined };

const STATUS_AFTER = { close: 'CLOSED', inactive: 'INACTIVE' } as const;

/**
 * Cleans up one conversation. Failures are outcomes here, not exceptions.
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

/** A 404 answers the change; only a read shows whether the conversation is gone. */
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

/** @returns the outcome if it ends here; otherwise only the customer's address */
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
		// Report as done only what was seen: in the answer to the change, or in another read.
		if (body.status === status) return { outcome: 'done', statusAfter: status };
		const now = await statusOfOne(client, id).catch(() => undefined);
		return now === status ? { outcome: 'done', statusAfter: status } : notChanged(status, now);
	} catch (refusal) {
		if (isNotFound(refusal)) return await lookWhetherGone(client, id, refusal);
		if (refusal instanceof Cancelled) return endingOf(client, refusal);
		// Somebody else closed it, or the first try did and its answer was lost. Otherwise the refusal
		// counts.
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
	const ids = { conversationId: id };
	return await sendWrite(client, {
		what: `the deletion of the conversation "${id}"`,
		ids,
		key: deleteKey(plan, id),
		labels: jobLabels,
		send: async (idempotencyKey) =>
			await client.request(DELETE_CONVERSATION, { ids, idempotencyKey }),
	}).then(
		async (sent) => await completion(client, sent, plan.options),
		async (refusal: unknown): Promise<Ending> => {
			if (statusOf(refusal) !== 409 || !(await isGone(client, id, plan.options))) throw refusal;
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
		// The delete was sent once more, and that one was answered with 404.
		if (isNotFound(error)) return await lookWhetherGone(client, sent.ids.conversationId, error);
		return { operationId, ...endingOfDeletion(client, error) };
	}
}

/** Another run may be deleting it, and its operation is not known here. */
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
