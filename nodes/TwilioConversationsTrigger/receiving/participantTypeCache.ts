/** Participants that are kept. */
const REMEMBERED = 10_000;

/** No ID or address is longer. Without it, a signed event could fill the memory. */
const MAX_KEY_LENGTH = 300;

/** What is known of a participant. */
export interface KnownType {
	/** As the API writes it, e.g. `HUMAN_AGENT`. */
	readonly type: string;
	/** ISO 8601, where Twilio says it. */
	readonly updatedAt: unknown;
}

interface Entry {
	readonly type: string;
	/** Milliseconds since 1970; 0 where it is not known. */
	readonly at: number;
}

/**
 * Caches the types of participants, so that Twilio is asked about each of them once. The least recently
 * used are dropped.
 */
export class ParticipantTypeCache {
	private readonly known = new Map<string, Entry>();

	private readonly asked = new Map<string, Promise<KnownType | undefined>>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.known.size;
	}

	/** Stores a type, unless a newer one is known: events may arrive out of order. */
	note(key: string, { type, updatedAt }: KnownType): void {
		if (key.length > MAX_KEY_LENGTH) return;
		const at = (typeof updatedAt === 'string' && Date.parse(updatedAt)) || 0;
		const entry = this.known.get(key);
		if (entry !== undefined && entry.at > at) return;
		this.known.delete(key);
		this.known.set(key, { type, at });
		// A Map keeps the order of insertion, so its first entry is the least recently used.
		for (const oldest of this.known.keys()) {
			if (this.known.size <= this.capacity) break;
			this.known.delete(oldest);
		}
	}

	/**
	 * @param look asks Twilio, once however many ask at the same time; undefined where there is nobody
	 * @returns undefined where `look` found nobody
	 * @throws what `look` throws
	 */
	async get(key: string, look: () => Promise<KnownType | undefined>): Promise<string | undefined> {
		const entry = this.known.get(key);
		if (entry !== undefined) {
			this.known.delete(key);
			this.known.set(key, entry);
			return entry.type;
		}
		const asked = this.asked.get(key) ?? look();
		this.asked.set(key, asked);
		try {
			const found = await asked;
			if (found !== undefined) this.note(key, found);
			// An event that came meanwhile may be newer.
			return this.known.get(key)?.type ?? found?.type;
		} finally {
			this.asked.delete(key);
		}
	}
}
