import type { Callbacks } from './callbacks';
import type { Clock } from './clock';
import type { PlannedFault } from './faults';
import type { JournalEntry } from './journal';
import type { SeedOptions, SeedResult } from './seed';
import type { Store } from './state/store';
import type { Switches } from './switches';

/** A running emulator. */
export interface Emulator {
	/** `http://127.0.0.1:PORT`, without trailing slash. */
	readonly url: string;
	readonly accountSid: string;
	readonly authToken: string;
	readonly apiKeySid: string;
	readonly apiKeySecret: string;
	readonly clock: Clock;
	/** All API requests, oldest first, in order of arrival. */
	readonly journal: JournalEntry[];
	/** Answers that did not fit Twilio's OpenAPI document, and faults of the emulator itself. */
	readonly violations: string[];
	/** What the emulator holds, to read and to write past the API. */
	readonly store: Store;
	/** Current values; change them with `configure`. */
	readonly switches: Readonly<Switches>;
	/** Deliveries of events, and `idle()`. */
	readonly callbacks: Pick<Callbacks, 'delivered' | 'idle'>;
	/** Sets some switches; the others stay. */
	configure(switches: Partial<Switches>): void;
	/** Queues faults for the next fitting requests. */
	failNext(faults: PlannedFault[]): void;
	seed(options?: SeedOptions): SeedResult;
	/** Back to the state after start: no records, no journal, switches and clock as at start. */
	reset(): void;
	/** Cuts all connections, also hanging ones, and stops. */
	close(): Promise<void>;
}
