import type { IDataObject } from 'n8n-workflow';

import { sendWrite, waitForWrite } from '../../api/jobs/acceptedWrite';
import type { Accepted } from '../../api/jobs/operation';
import { describeTarget } from '../../api/endpoint';
import { idempotencyKey } from '../../api/idempotency';
import { jobLabels } from '../../shared/jobLabels';
import { maxWait, waitForCompletion, waitTime } from '../../shared/parameters/waiting';
import type { CollectionValues } from '../../shared/fields/collection';
import { idempotencyKey as ownKey } from '../../shared/parameters/idempotencyKey';
import { optionsCollection } from '../../shared/parameters/commonOptions';
import type { Run } from './run';

const fields = [ownKey, maxWait, waitForCompletion] as const;

/** Options of every request that Twilio accepts at once and carries out later. */
export const asyncOptions = optionsCollection(...fields);

export type AsyncOptions = CollectionValues<typeof fields>;

/**
 * The Idempotency-Key of a write: the user's own, or one that is unique to this item of this
 * execution, so that a retry of the node replays the answer. Another item, or another round of a
 * loop, may ask for the same write again after a different one.
 *
 * @param write kind of write, record (id or name), body
 */
export function writeKey(
	{ executionKey, roundOf, itemIndex }: Pick<Run, 'executionKey' | 'roundOf' | 'itemIndex'>,
	options: AsyncOptions,
	...[kind, record, body]: [kind: string, record: string, body: IDataObject]
): string {
	if (options.idempotencyKey !== undefined) return options.idempotencyKey;
	const content = JSON.stringify(body);
	const round = roundOf(record, JSON.stringify([kind, content]));
	return idempotencyKey(...executionKey, round, String(itemIndex), kind, record, content);
}

/**
 * The Idempotency-Key of a delete: the same for all items, rounds and tool calls of an execution,
 * since a record can only be deleted once and a repeated request gets the first answer.
 */
export function deleteKey(
	{ executionKey }: Pick<Run, 'executionKey'>,
	id: string,
	options: AsyncOptions = {},
): string {
	return options.idempotencyKey ?? idempotencyKey(...executionKey, 'delete', id);
}

/** The output if the user does not wait. `id` is undefined if Twilio did not name it. */
export function acceptedRecord(
	{ operationId, statusUrl }: Accepted,
	id: string | undefined,
): IDataObject {
	return { accepted: true, ...(id !== undefined && { id }), operationId, statusUrl };
}

/** Deletes the record with the innermost id by an asynchronous delete. */
export async function deleteRecord(
	run: Run,
	id: string,
	options: AsyncOptions,
): Promise<IDataObject[]> {
	const { client, endpoint, ids } = run;
	const sent = await sendWrite(client, {
		what: `the deletion of the ${describeTarget(endpoint.path, ids)}`,
		ids,
		key: deleteKey(run, id, options),
		hasOwnKey: options.idempotencyKey !== undefined,
		labels: jobLabels,
		send: async (key) => await client.request(endpoint, { ids, idempotencyKey: key }),
	});
	if (options.waitForCompletion === false) return [acceptedRecord(sent.accepted, id)];
	const { write } = await waitForWrite(client, sent, waitTime(options));
	return [{ deleted: true, id, operationId: write.accepted.operationId }];
}
