import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { type Accepted, completed, followOperation, type Look, readAccepted } from './operation';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { idempotencyKey } from '../idempotency';
import type { Answer } from '../answers/outcome';
import { type JobLabels, notSeen } from './operationErrors';

/** A write that Twilio accepts immediately and carries out later. */
export interface Write {
	/** Name for messages, e.g. `the deletion of the conversation "conv_…"`. */
	readonly what: string;
	/** IDs of the record by their API names, e.g. `{ conversationId }`; empty for a new record. */
	readonly ids: Readonly<Record<string, string>>;
	readonly key: string;
	/** Whether the user chose the key: only then can it have been used for another record. */
	readonly hasOwnKey?: boolean;
	readonly labels: JobLabels;
	/** Makes the request. */
	readonly send: (key: string) => Promise<Answer>;
}

/** A write that Twilio has accepted. */
export interface SentWrite extends Write {
	readonly answer: Answer;
	readonly accepted: Accepted;
	/** When sending started, on the clock of `now`. */
	readonly begunAt: number;
}

/**
 * Sends a write.
 *
 * @throws NodeApiError as `TwilioClient.request` and `readAccepted`
 */
export async function sendWrite(client: TwilioClient, write: Write): Promise<SentWrite> {
	const begunAt = now();
	const answer = await write.send(write.key);
	const [id] = Object.values(write.ids);
	const accepted = readAccepted(client, answer, write.labels, write.hasOwnKey ? id : undefined);
	return { ...write, answer, accepted, begunAt };
}

/** n8n's Retry On Fail makes at most this many attempts (n8n 2.41), and each may have failed. */
const MAX_REPLAYS = 5;

/**
 * Waits until Twilio has carried out a write.
 *
 * Twilio replays its answer to a key for 24 hours, so a retry of a step whose operation FAILED gets
 * that operation again. That is no result: the write is sent again, under a key derived from the
 * old one and the operation, so that a further retry finds the new operation. Not with a key of the
 * user's, which asks for a single write.
 *
 * @param timeoutMs maximum wait
 * @returns the last write, and its completed operation
 * @throws NodeApiError when the operation did not complete, or that could not be seen: then the
 *   error says first that the write was accepted; Cancelled when that came first
 */
export async function waitForWrite(
	client: TwilioClient,
	sent: SentWrite,
	timeoutMs: number,
): Promise<{ write: SentWrite; operation: IDataObject }> {
	let write = sent;
	for (let replays = 0; ; replays++) {
		const { operationId } = write.accepted;
		const follow = async () => await followOperation(client, write.accepted, timeoutMs);
		const look = await afterAccepted(client, write, follow);
		const isStale = look.operation.status === 'FAILED' && isReplay(write, look);
		if (!isStale || write.hasOwnKey || replays === MAX_REPLAYS) {
			const { hasOwnKey, ids, labels } = write;
			const work = { timeoutMs, hasOwnKey, ids, labels };
			return { write, operation: completed(client, operationId, look.operation, work) };
		}
		write = await sendWrite(client, { ...write, key: idempotencyKey(write.key, operationId) });
	}
}

/**
 * Whether an operation is older than the write that it answers, and so was replayed. Both times are
 * Twilio's: its `Date` minus the time since the write was sent. That header is cut to whole
 * seconds, which makes the write look earlier, so a new operation is never taken for a replay.
 */
function isReplay({ begunAt }: SentWrite, { operation, sentAt, seenAt }: Look): boolean {
	const createdAt = Date.parse(String(operation.createdAt));
	return sentAt !== undefined && createdAt < sentAt - (seenAt - begunAt);
}

/**
 * Runs what follows an accepted write, e.g. reading the record.
 *
 * If that fails, the error must not read as if the write had failed: "nothing was done" would be
 * about the second request.
 *
 * @param isCompleted whether Twilio is known to have carried the write out
 * @throws NodeApiError that says first that the write was accepted, with its ids in the context;
 *   everything else that `work` throws
 */
export async function afterAccepted<T>(
	{ node }: TwilioClient,
	write: SentWrite,
	work: () => Promise<T>,
	isCompleted = false,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const accepted = { ...write, operationId: write.accepted.operationId };
		throw error instanceof NodeApiError ? notSeen(node, accepted, error, isCompleted) : error;
	}
}
