import { randomFillSync } from 'node:crypto';

import { TypeID } from 'typeid-js';

/**
 * Prefixes of Conversations v2 ids. An id is prefix, underscore and 26 characters of lower-case
 * base 32 that sort by time (TypeID). Sources: Twilio docs and SDK examples; the pattern is
 * official for memory stores only (Twilio OpenAPI, `memoryStoreId`).
 */
const ID_PREFIX = {
	conversation: 'conv_conversation',
	participant: 'conv_participant',
	communication: 'conv_communication',
	action: 'conv_action',
	configuration: 'conv_configuration',
	operation: 'proc_job',
	memoryStore: 'mem_store',
} as const;

export type IdKind = keyof typeof ID_PREFIX;

const pool = Buffer.alloc(8192);
let used = pool.length;

/**
 * Takes random bytes from the system in blocks: one call per id would cost more than the rest of
 * the request.
 */
function randomBytes(count: number): Buffer {
	if (used + count > pool.length) {
		randomFillSync(pool);
		used = 0;
	}
	used += count;
	return pool.subarray(used - count, used);
}

/** Makes ids; reproducible ones if `random` is given. */
export class Ids {
	private readonly bytes = new Uint8Array(16);

	constructor(private readonly random?: () => number) {}

	/** @param time milliseconds since the epoch; encoded in the id, so that ids sort by it */
	next(kind: IdKind, time: number): string {
		const { bytes } = this;
		if (this.random) {
			for (let index = 6; index < 16; index++) bytes[index] = Math.floor(this.random() * 256);
		} else {
			bytes.set(randomBytes(10), 6);
		}
		let rest = Math.max(0, Math.floor(time));
		for (let index = 5; index >= 0; index--) {
			bytes[index] = rest % 256;
			rest = Math.floor(rest / 256);
		}
		// Bits for version 7 and variant of a UUID, which TypeID requires.
		bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
		bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
		return TypeID.fromUUIDBytes(ID_PREFIX[kind], bytes).toString();
	}
}

/** A classic Twilio SID: two letters and 32 hexadecimal digits, e.g. `SM…` or `RQ…`. */
export function classicSid(prefix: string): string {
	return prefix + randomBytes(16).toString('hex');
}
