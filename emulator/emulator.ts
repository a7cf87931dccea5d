import type { Callbacks } from './callbacks';
import type { Clock } from './clock';
import type { PlannedFault } from './faults';
import type { JournalEntry } from './journal';
import type { SeedOptions, SeedResult } from './seed';
import type { Store } from './state/store';
import type { Switches } from './switches';

export interface Emulator {
	/** `http://127.0.0.1:PORT`, without trailing slash. */
	readonly url: string;
	readonly accountSid: string;
	readonly authToken: string;
	readonly apiKeySid: string;
	readonly apiKeySecret: string;
	readonly clock: Clock;
	/** All API requests, in order of arrival. */
	readonly journal: JournalEntry[];
	/** Answers that do not fit Twilio's OpenAPI document, and internal errors of the emulator. */
	readonly violations: string[];
	/** The records, to read and to write without the API. */
	readonly store: Store;
	/** Current values; change them with `configure`. */
	readonly switches: Readonly<Switches>;
	/** The log of deliveries; `idle()` waits for those in flight. */
	readonly callbacks: Pick<Callbacks, 'delivered' | 'idle'>;
	/** Sets some switches and leaves the others. */
	configure(switches: Partial<Switches>): void;
	/** Queues faults for the next matching requests. */
	failNext(faults: PlannedFault[]): void;
	seed(options?: SeedOptions): SeedResult;
	/** Returns to the state after start: no records, empty journal, initial switches and clock. */
	reset(): void;
	/** Closes all connections, including hanging ones, and stops the server. */
	close(): Promise<void>;
}
