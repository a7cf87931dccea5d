import { createHash } from 'crypto';

import { Recent } from './recent';

/**
 * Derives an Idempotency-Key: the same parts give the same key, so a repeated request replays the
 * first answer instead of acting twice. Twilio keeps a key for 24 hours per account and region and
 * requires a UUID (Twilio API reference, delete-conversation-async).
 *
 * @param parts that identify the request, e.g. execution id and conversation id
 * @returns a UUID of version 8 (RFC 9562: made from a hash by a custom rule)
 */
export function idempotencyKey(...parts: string[]): string {
	const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
	bytes[6] = (bytes[6] & 0x0f) | 0x80;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [8, 12, 16, 20, 32]
		.map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
		.join('-');
}

/** More records than an execution works on at once. */
const MAX_RECORDS = 1000;

/**
 * Counts the writes to each record. A write that equals the one before it counts as its retry: A, A
 * is one; A, B, A are three.
 */
export class Rounds {
	private readonly last = new Recent<{ write: string; round: number }>(MAX_RECORDS);

	/**
	 * @param record that is written to
	 * @param write the whole write
	 * @returns number of the write, from 0
	 */
	of(record: string, write: string): number {
		const before = this.last.get(record);
		const round = before === undefined ? 0 : before.round + (before.write === write ? 0 : 1);
		this.last.set(record, { write, round });
		return round;
	}
}
