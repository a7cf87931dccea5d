/** How many participants a process remembers. */
const REMEMBERED = 10_000;

/** Longer than any ID or address; nobody may fill the memory with one. */
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
 * Remembers what participants are, so that Twilio is asked about each of them once. It holds those
 * that were needed last.
 */
export class ParticipantTypeCache {
	private readonly known = new Map<string, Entry>();

	private readonly asked = new Map<string, Promise<KnownType | undefined>>();

	constructor(private readonly capacity = REMEMBERED) {}

	get size(): number {
		return this.known.size;
	}

	/** Takes in what somebody else found out; what is older than what is known says nothing. */
	note(key: string, { type, updatedAt }: KnownType): void {
		if (key.length > MAX_KEY_LENGTH) return;
		const at = (typeof updatedAt === 'string' && Date.parse(updatedAt)) || 0;
		const entry = this.known.get(key);
		if (entry !== undefined && entry.at > at) return;
		this.known.delete(key);
		this.known.set(key, { type, at });
		// A Map keeps the order of insertion, so its first entry is the one not needed for longest.
		for (const oldest of this.known.keys()) {
			if (this.known.size <= this.capacity) break;
			this.known.delete(oldest);
		}
	}

	/**
	 * @param look asks Twilio; undefined where there is nobody to remember
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
			// What an event said meanwhile may be newer.
			return this.known.get(key)?.type ?? found?.type;
		} finally {
			this.asked.delete(key);
		}
	}
}
