import type { Scenario } from '../stage';
import { cancelledScenario } from './cancelled';
import { cleanUpScenario, refusedScenario } from './cleanUp';
import { CLOCK_NAMES, clockScenario, endlessScenario } from './clock';
import { killedScenario } from './killed';
import { WRITES, writeScenario } from './writes';

/** A scenario, and its share of the number of conversations. */
export interface Planned {
	readonly scenario: Scenario;
	readonly share: number;
}

function plan(share: number, scenarios: readonly Scenario[]): Planned[] {
	return scenarios.map((scenario) => ({ scenario, share }));
}

/** Scenarios that run with any engine. */
export const ANYWHERE: readonly Planned[] = [
	...plan(1, [cleanUpScenario('delete'), cleanUpScenario('close')]),
	...plan(0.2, [cleanUpScenario('inactive'), ...WRITES.map(writeScenario)]),
	// More than fit in flight, so that some have not been started when it is cancelled.
	...plan(0.4, [cancelledScenario]),
];

/** Scenarios that need an engine in another process, or much time. */
export const APART: readonly Planned[] = [
	...plan(0.05, [refusedScenario]),
	...plan(0.2, [killedScenario('delete'), killedScenario('close')]),
	...plan(0.05, CLOCK_NAMES.map(clockScenario)),
	...plan(0.02, CLOCK_NAMES.map(endlessScenario)),
];

/** Initial switches; a scenario may change them. */
export const SWITCHES = {
	operationPolls: 0,
	operationRetryAfter: 0,
	actionPolls: 0,
	/** Short, so that the node sees a cut connection and not its own time-out. */
	hangMs: 20,
} as const;
