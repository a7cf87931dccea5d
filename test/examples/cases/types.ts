import type { Emulator } from '../../../emulator';
import type { ActiveWorkflow, Execution, WorkflowJson, WorkflowResult } from '../../support/engine';
import type { AgentTool } from '../agentTools';

/** One run of an example, and what has to be true afterwards. */
export interface RunCase {
	/** Plain English, for the test report. */
	title: string;
	/** Fills the emulator and sets its switches. */
	arrange?: (emulator: Emulator) => void;
	/** What a user changes in the imported workflow; left out, it runs as it stands. */
	change?: (workflow: WorkflowJson, emulator: Emulator) => void;
	/** @param before names of the conversations before the run, by ID */
	verify: (emulator: Emulator, result: WorkflowResult, before: ReadonlyMap<string, string>) => void;
}

/** What a test of an event-driven example works with. */
export interface EventContext {
	emulator: Emulator;
	/**
	 * Imports a fresh copy of the example, into an n8n that receives callbacks; not active yet.
	 *
	 * @param change what a user chooses in it
	 */
	importExample: (change: (workflow: WorkflowJson) => void) => ActiveWorkflow;
}

/** A test of an example that is started by events: it acts as Twilio and checks the result. */
export interface EventCase {
	/** Plain English, for the test report. */
	title: string;
	testEvents: (context: EventContext) => Promise<void>;
}

/** What a test of an AI agent's tools works with. */
export interface ToolContext {
	emulator: Emulator;
	/** The tools as n8n makes them of the example's nodes, by the names that a model sees. */
	tools: ReadonlyMap<string, AgentTool>;
}

/** A test of an AI agent's example: it calls the tools as a model does and checks the result. */
export interface ToolCase {
	/** Plain English, for the test report. */
	title: string;
	testTools: (context: ToolContext) => Promise<void>;
}

/** What a test of an example that waits for a reply works with. */
export interface AskContext {
	emulator: Emulator;
	/**
	 * Runs a fresh copy of the example, in an n8n that receives callbacks.
	 *
	 * @param change what a user chooses in it
	 */
	start: (change: (workflow: WorkflowJson) => void) => Promise<Execution>;
}

/** A test of an example that waits for a reply: it acts as the customer and checks how it goes on. */
export interface AskCase {
	/** Plain English, for the test report. */
	title: string;
	testReply: (context: AskContext) => Promise<void>;
}

export type ExampleCase = RunCase | EventCase | ToolCase | AskCase;
