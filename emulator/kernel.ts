import type { Callbacks } from './callbacks';
import type { Clock } from './clock';
import type { Call, Reply } from './reply';
import type { Jobs } from './state/jobs';
import type { Store } from './state/store';
import type { Switches } from './switches';

/** The state that handlers and lifecycle work on. */
export interface Kernel {
	readonly accountSid: string;
	/** Own address without trailing slash, e.g. `http://127.0.0.1:41234`. */
	baseUrl: string;
	readonly clock: Clock;
	readonly store: Store;
	readonly jobs: Jobs;
	readonly switches: Switches;
	readonly callbacks: Callbacks;
}

/**
 * Handles one request, synchronously and therefore atomically.
 *
 * @throws ApiError for everything the API refuses
 */
export type Handler = (kernel: Kernel, call: Call) => Reply;
