import { createHash } from 'crypto';

/** Deliveries to remember, about 1 MB. Enough, since redeliveries follow within seconds. */
const REMEMBERED = 10_000;

/**
 * Drops duplicate deliveries: Twilio repeats one if it is not sure that it arrived.
 *
 * In the memory of one process, because n8n does not save static data that a webhook writes, and
 * deliveries may reach several processes. For exact de-duplication, the output has the `eventId`.
 */
export class Deliveries {
	private readonly seen = new Set<string>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.seen.size;
	}

	/**
	 * Claims a delivery atomically: of two that arrive at the same moment, one wins.
	 *
	 * @param url of the trigger
	 * @param eventId hash of the body
	 * @returns a function that releases the claim; undefined if the delivery was claimed before
	 */
	claim(url: string, eventId: string): (() => void) | undefined {
		// Hashed, so that long URLs take no more memory.
		const key = createHash('sha256').update(`${eventId} ${url}`).digest('base64');
		if (this.seen.has(key)) return undefined;
		this.seen.add(key);
		// A Set keeps insertion order, so its first entry is the oldest.
		for (const oldest of this.seen) {
			if (this.seen.size <= this.capacity) break;
			this.seen.delete(oldest);
		}
		return () => this.seen.delete(key);
	}
}
