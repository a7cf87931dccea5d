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

/** The options of every request that Twilio accepts at once and carries out later. */
export const asyncOptions = optionsCollection(...fields);

export type AsyncOptions = CollectionValues<typeof fields>;

/**
 * The Idempotency-Key of a write: the user's own, or one that only the same item in the same
 * execution gets, so that a retry of the node replays it. Another item, and another round of a loop,
 * may well ask for the same once more, with a different write in between.
 *
 * @param write kind of write, what is written to (id or name), body
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
 * since a record can only be deleted once and what asks for it again is answered as the first.
 */
export function deleteKey(
	{ executionKey }: Pick<Run, 'executionKey'>,
	id: string,
	options: AsyncOptions = {},
): string {
	return options.idempotencyKey ?? idempotencyKey(...executionKey, 'delete', id);
}

/** What is returned where the user does not wait. `id` is undefined where Twilio did not say it. */
export function acceptedRecord(
	{ operationId, statusUrl }: Accepted,
	id: string | undefined,
): IDataObject {
	return { accepted: true, ...(id !== undefined && { id }), operationId, statusUrl };
}

/** Deletes the record of the innermost id, as the API's asynchronous deletes do. */
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
