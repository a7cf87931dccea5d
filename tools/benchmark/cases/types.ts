import type { Lab } from '../lab';
import type { CaseResult } from '../result';

/** One case of the benchmark: measures some peers and says whether the goals are met. */
export interface BenchmarkCase {
	/** What `--case` takes. */
	name: string;
	run(lab: Lab): Promise<CaseResult>;
}

/** Each answer takes so long, as one from Twilio would at least (milliseconds). */
export const LATENCY_MS = 50;

/** The most requests at once of this node. */
export const AT_ONCE = 50;
