import type { IDataObject } from 'n8n-workflow';

import { Recent } from '../../api/recent';

/** How far an earlier try of a write came. */
export interface Try {
	/** ID of what it has made. Undefined: nothing; null: it is not known whether Twilio took it. */
	readonly made?: string | null;
	/** What a further try needs to know besides. */
	readonly about?: IDataObject;
}

/**
 * What earlier tries have made, by key. Twilio has no idempotency key for the POST of a message or
 * record. This memory keeps n8n's Retry On Fail, which repeats all items, and a model that repeats a
 * tool call from doing it again.
 */
export interface Tries {
	get(key: string): Try | undefined;
	set(key: string, value: Try): void;
}

/** More than one execution usually makes; the least recently used are dropped. */
const MOST = 10_000;

/** The tries of all executions in this process. */
export const triesOfProcess: Tries = new Recent<Try>(MOST);

const triesByItem = new WeakMap<object, Tries>();

/**
 * The tries of one item. n8n hands the same object to each try of a step (n8n-core 2.41,
 * WorkflowExecute), so they are forgotten with it.
 *
 * @param item of the input
 */
export function triesOf(item: object): Tries {
	const known = triesByItem.get(item) ?? new Map<string, Try>();
	triesByItem.set(item, known);
	return known;
}
