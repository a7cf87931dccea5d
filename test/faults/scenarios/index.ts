import type { Scenario } from '../stage';
import { cancelledScenario } from './cancelled';
import { cleanUpScenario, refusedScenario } from './cleanUp';
import { CLOCK_NAMES, clockScenario, endlessScenario } from './clock';
import { killedScenario } from './killed';
import { WRITES, writeScenario } from './writes';

/** A scenario, and which share of the conversations that were asked for it takes. */
export interface Planned {
	readonly scenario: Scenario;
	readonly share: number;
}

function plan(share: number, scenarios: readonly Scenario[]): Planned[] {
	return scenarios.map((scenario) => ({ scenario, share }));
}

/** Those that run wherever the engine is. */
export const ANYWHERE: readonly Planned[] = [
	...plan(1, [cleanUpScenario('delete'), cleanUpScenario('close')]),
	...plan(0.2, [cleanUpScenario('inactive'), ...WRITES.map(writeScenario)]),
	// More than are under way at once, so that some have not begun when it is cancelled.
	...plan(0.4, [cancelledScenario]),
];

/** Those that need an engine in a process of its own, or much time. */
export const APART: readonly Planned[] = [
	...plan(0.05, [refusedScenario]),
	...plan(0.2, [killedScenario('delete'), killedScenario('close')]),
	...plan(0.05, CLOCK_NAMES.map(clockScenario)),
	...plan(0.02, CLOCK_NAMES.map(endlessScenario)),
];

/** The emulator that scenarios take for granted; each may change it for itself. */
export const SWITCHES = {
	operationPolls: 0,
	operationRetryAfter: 0,
	actionPolls: 0,
	/** Short, so that a cut connection is what the node sees and not its own time-out. */
	hangMs: 20,
} as const;
