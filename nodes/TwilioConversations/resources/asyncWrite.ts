import type { IDataObject } from 'n8n-workflow';

import { type Accepted, readAccepted, waitForOperation } from '../../api/asyncOperation';
import { idempotencyKey } from '../../api/idempotency';
import { maxWait, waitForCompletion, waitTime } from './common';
import type { Partially } from './fields/composite';
import { idempotencyKey as ownKey } from './fields/idempotencyKey';
import { optionsOf } from './fields/options';
import type { Run } from './run';

const fields = [ownKey, maxWait, waitForCompletion] as const;

/** The options of every request that Twilio accepts at once and carries out later. */
export const asyncOptions = optionsOf(...fields);

export type AsyncOptions = Partially<typeof fields>;

/**
 * The Idempotency-Key of a write: the user's own, or one that only the same write in the same
 * execution gets, so that a retry of the node replays it.
 *
 * @param write what tells it from others: kind of write, id, body
 */
export function writeKey(
	{ executionKey }: Pick<Run, 'executionKey'>,
	options: AsyncOptions,
	...write: Array<string | IDataObject>
): string {
	const parts = write.map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
	return options.idempotencyKey ?? idempotencyKey(...executionKey, ...parts);
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
	const key = writeKey(run, options, 'delete', id);
	const accepted = readAccepted(
		client,
		await client.request(endpoint, { ids, idempotencyKey: key }),
	);
	if (options.waitForCompletion === false) return [acceptedRecord(accepted, id)];
	await waitForOperation(client, accepted, waitTime(options));
	return [{ deleted: true, id, operationId: accepted.operationId }];
}
