/** How many deliveries a process remembers. A redelivery comes seconds after the first. */
const REMEMBERED = 10_000;

/**
 * Remembers which deliveries have started a flow. Twilio repeats a delivery with the same
 * I-Twilio-Idempotency-Token when it is not sure that it arrived.
 *
 * It lives in the memory of one process: n8n does not keep what a webhook writes to static data,
 * and deliveries may reach several processes. The token is in the output for exact de-duplication.
 */
export class Deliveries {
	private readonly seen = new Set<string>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.seen.size;
	}

	/**
	 * Claims a delivery, in one step, so that of two that come at the same moment one wins.
	 *
	 * @param key webhook URL and token
	 * @returns whether this is the first
	 */
	claim(key: string): boolean {
		if (this.seen.has(key)) return false;
		this.seen.add(key);
		// A Set keeps the order of insertion, so its first entry is the oldest.
		for (const oldest of this.seen) {
			if (this.seen.size <= this.capacity) break;
			this.seen.delete(oldest);
		}
		return true;
	}
}
