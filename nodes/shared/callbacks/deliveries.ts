import { createHash } from 'crypto';

/** Deliveries that are kept, about 1 MB; enough, since a redelivery comes within seconds. */
const REMEMBERED = 10_000;

/**
 * De-duplicates deliveries: Twilio repeats one when it is not sure that it arrived.
 *
 * It lives in the memory of one process: n8n does not keep what a webhook writes to static data,
 * and deliveries may reach several processes. `eventId` is in the output for exact de-duplication.
 */
export class Deliveries {
	private readonly seen = new Set<string>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.seen.size;
	}

	/**
	 * Claims a delivery, atomically, so that of two that come at the same moment one wins.
	 *
	 * @param url of the trigger
	 * @param eventId hash of the body
	 * @returns a way to give the claim back; undefined when this is not the first
	 */
	claim(url: string, eventId: string): (() => void) | undefined {
		// Hashed, so that a long URL takes no more memory.
		const key = createHash('sha256').update(`${eventId} ${url}`).digest('base64');
		if (this.seen.has(key)) return undefined;
		this.seen.add(key);
		// A Set keeps the order of insertion, so its first entry is the oldest.
		for (const oldest of this.seen) {
			if (this.seen.size <= this.capacity) break;
			this.seen.delete(oldest);
		}
		return () => this.seen.delete(key);
	}
}
