import { change } from './change';
import { concurrency } from './concurrency';
import { cpu } from './cpu';
import { memory } from './memory';
import { rate } from './rate';
import { twoRuns } from './twoRuns';
import type { BenchmarkCase } from './types';
import { unlimited } from './unlimited';

/** In the order in which they run and are shown. */
export const CASES: readonly BenchmarkCase[] = [
	unlimited,
	rate,
	concurrency,
	change,
	twoRuns,
	cpu,
	memory,
];
