import { type IDataObject, OperationalError } from 'n8n-workflow';

import type { Endpoint, PathIds } from './endpoint';

/** Content of a request besides its endpoint. */
export interface Call<Path extends string> {
	readonly ids: PathIds<Path>;
	/** Arrays become repeated keys, undefined values are left out. */
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** Sent as the header `Idempotency-Key`; a UUID. */
	readonly idempotencyKey?: string;
	/** Set if repeating this POST does no harm, e.g. because it has a natural key. */
	readonly repeatable?: boolean;
	/**
	 * Time on the clock of `now` after which no attempt starts and no answer is awaited. For work
	 * that has less time than a request.
	 */
	readonly deadline?: number;
}

/** Whether repeating a request does no harm: it is idempotent, or has a key. */
export function isRepeatable<Path extends string>(
	{ method }: Endpoint,
	{ repeatable, idempotencyKey }: Call<Path>,
): boolean {
	return repeatable ?? (method !== 'POST' || idempotencyKey !== undefined);
}

/** The deadline of a call passed before an answer arrived. */
export class DeadlinePassed extends OperationalError {
	constructor() {
		super('There was no answer in time', { level: 'info' });
	}
}
