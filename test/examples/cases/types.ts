/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
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
	verify: (emulator: Emulator, result: WorkflowResult) => void;
}
