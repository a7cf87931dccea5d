import type { Lab } from '../lab';
import type { CaseResult } from '../result';

/** One case of the benchmark: measures some peers and checks the goals. */
export interface BenchmarkCase {
	/** The name for `--case`. */
	name: string;
	run(lab: Lab): Promise<CaseResult>;
}

/** Latency of each answer in milliseconds; a low estimate for Twilio. */
export const LATENCY_MS = 50;

/** Maximum concurrency of this node. */
export const AT_ONCE = 50;
