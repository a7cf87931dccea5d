import type { Emulator } from '../../emulator';
import type { ActiveWorkflow, WorkflowJson, WorkflowResult } from '../../engine/harness';

/** One run of an example, and what has to be true afterwards. */
export interface RunCase {
	/** Plain English, for the test report. */
	title: string;
	/** Fills the emulator and sets its switches. */
	arrange?: (emulator: Emulator) => void;
	/** What a user changes in the imported workflow; left out, it runs as it stands. */
	change?: (workflow: WorkflowJson, emulator: Emulator) => void;
	/** @param before names of the conversations that there were before the run, by id */
	verify: (emulator: Emulator, result: WorkflowResult, before: ReadonlyMap<string, string>) => void;
}

/** What an example that is started by events plays on. */
export interface Stage {
	emulator: Emulator;
	/**
	 * Imports the example anew, into an n8n that receives callbacks; not active yet.
	 *
	 * @param change what a user chooses in it
	 */
	importExample: (change: (workflow: WorkflowJson) => void) => ActiveWorkflow;
}

/** An example that is started by events: Twilio is played, and looked at what comes of it. */
export interface EventCase {
	/** Plain English, for the test report. */
	title: string;
	play: (stage: Stage) => Promise<void>;
}

export type ExampleCase = RunCase | EventCase;
