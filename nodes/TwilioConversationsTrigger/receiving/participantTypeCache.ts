/** Maximum number of participants. */
const REMEMBERED = 10_000;

/** Longer than any ID or address. Without a limit, signed events could fill the memory. */
const MAX_KEY_LENGTH = 300;

/** The type of a participant, and its age. */
export interface KnownType {
	/** As the API writes it, e.g. `HUMAN_AGENT`. */
	readonly type: string;
	/** ISO 8601, if Twilio says it. */
	readonly updatedAt: unknown;
}

interface Entry {
	readonly type: string;
	/** Milliseconds since 1970; 0 if unknown. */
	readonly at: number;
}

/**
 * Caches the types of participants, so that Twilio is asked about each of them once. Drops the
 * least recently used ones.
 */
export class ParticipantTypeCache {
	private readonly known = new Map<string, Entry>();

	private readonly asked = new Map<string, Promise<KnownType | undefined>>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.known.size;
	}

	/** Stores a type unless a more recent one is known: events may arrive out of order. */
	note(key: string, { type, updatedAt }: KnownType): void {
		if (key.length > MAX_KEY_LENGTH) return;
		const at = (typeof updatedAt === 'string' && Date.parse(updatedAt)) || 0;
		const entry = this.known.get(key);
		if (entry !== undefined && entry.at > at) return;
		this.known.delete(key);
		this.known.set(key, { type, at });
		// A Map keeps insertion order, so its first entry is the least recently used.
		for (const oldest of this.known.keys()) {
			if (this.known.size <= this.capacity) break;
			this.known.delete(oldest);
		}
	}

	/**
	 * @param look asks Twilio, once for all concurrent callers; returns undefined if there is no such
	 *   participant
	 * @returns undefined if `look` did
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
			// An event that arrived in the meantime may be more recent.
			return this.known.get(key)?.type ?? found?.type;
		} finally {
			this.asked.delete(key);
		}
	}
}
