import { type IDataObject, OperationalError } from 'n8n-workflow';

import type { Endpoint, PathIds } from './endpoint';

/** What a request carries besides its endpoint. */
export interface Call<Path extends string> {
	readonly ids: PathIds<Path>;
	/** Arrays become repeated keys, undefined values are left out. */
	readonly query?: IDataObject;
	readonly body?: IDataObject;
	/** Sent as the header `Idempotency-Key`; a UUID. */
	readonly idempotencyKey?: string;
	/** Set where a POST does no harm the second time, e.g. because it carries a natural key. */
	readonly repeatable?: boolean;
	/**
	 * On the clock of `now`: no attempt begins and no answer is awaited after it. For work with a bound
	 * shorter than that of a request.
	 */
	readonly deadline?: number;
}

/** Whether carrying a request out twice does no harm: it is idempotent, or has a key. */
export function isRepeatable<Path extends string>(
	{ method }: Endpoint,
	{ repeatable, idempotencyKey }: Call<Path>,
): boolean {
	return repeatable ?? (method !== 'POST' || idempotencyKey !== undefined);
}

/** The deadline of a call passed before there was an answer. */
export class DeadlinePassed extends OperationalError {
	constructor() {
		super('There was no answer in time', { level: 'info' });
	}
}
