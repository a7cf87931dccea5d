import type { Emulator } from '../../emulator';
import type { WorkflowJson, WorkflowResult } from '../../engine/harness';

/** One run of an example, and what has to be true afterwards. */
export interface ExampleCase {
	/** Plain English, for the test report. */
	title: string;
	/** Fills the emulator and sets its switches. */
	arrange?: (emulator: Emulator) => void;
	/** What a user changes in the imported workflow; left out, it runs as it stands. */
	change?: (workflow: WorkflowJson) => void;
	/** @param before names of the conversations that there were before the run, by id */
	verify: (emulator: Emulator, result: WorkflowResult, before: ReadonlyMap<string, string>) => void;
}
