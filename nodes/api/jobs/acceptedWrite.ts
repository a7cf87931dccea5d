import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { type Accepted, completed, followOperation, type Look, readAccepted } from './operation';
import type { TwilioClient } from '../client';
import { now } from '../clock';
import { idempotencyKey } from '../idempotency';
import type { Answer } from '../answers/outcome';
import { type JobLabels, notSeen } from './operationErrors';

/** A write that Twilio accepts at once and carries out later. */
export interface Write {
	/** In the words of a message, e.g. `the deletion of the conversation "conv_…"`. */
	readonly what: string;
	/** Of the record, by their API names, e.g. `{ conversationId }`; empty for one that is created. */
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
	/** When it was begun to be sent, on the clock of `now`. */
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

/** n8n's Retry On Fail makes so many tries at most (n8n 2.41), and each may have failed. */
const MAX_REPLAYS = 5;

/**
 * Waits until Twilio has carried a write out.
 *
 * Twilio keeps its answer to a key for 24 hours, so a retry of a step whose operation FAILED gets
 * that operation again. That is no result: the write is sent once more, under a key that follows
 * from the old one and the operation, so that a further retry finds the new one. Not under a key of
 * the user's, who wanted it to be sent once.
 *
 * @param timeoutMs how long at most
 * @returns the write as it was sent last, and its completed operation
 * @throws NodeApiError when the operation did not end well, and when that could not be seen: then the
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
 * Whether an operation is older than the write that it answers, so that it was replayed. Both times
 * are Twilio's: its `Date` minus the time that has passed since the write was sent. That header is cut
 * to whole seconds, which errs on the early side: a new operation is never taken for a replay.
 */
function isReplay({ begunAt }: SentWrite, { operation, sentAt, seenAt }: Look): boolean {
	const createdAt = Date.parse(String(operation.createdAt));
	return sentAt !== undefined && createdAt < sentAt - (seenAt - begunAt);
}

/**
 * Does what comes after Twilio has accepted a write, e.g. reads the record.
 *
 * What goes wrong then must not read as if the write had failed: "nothing was done" would be about the
 * second request.
 *
 * @param isCompleted whether it is known that Twilio has carried it out
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
