import type { Emulator } from '../../emulator';
import { credentialsFor } from '../support/useEmulator';
import type { Engine, EngineProcess } from './engine';

/** What a scenario runs on. */
export interface Stage {
	readonly emulator: Emulator;
	readonly engine: Engine;
	/** Starts another engine, to be killed; the caller closes it. */
	readonly startProcess: () => EngineProcess;
	/** Number of conversations or items. */
	readonly size: number;
	/** The same seed gives the same records, and the same faults in the same order. */
	readonly seed: number;
	/** Ends a scenario that takes too long. */
	readonly signal?: AbortSignal;
	/** Shows the progress. @param done returns a number from 0 to `total` */
	readonly follow?: (total: number, done: () => number) => void;
}

/** The result of a scenario. */
export interface Finding {
	/** Number of conversations or items. */
	readonly asked: number;
	/** Number of each outcome that the node reports. */
	readonly outcomes: Readonly<Record<string, number>>;
	/** Where report and emulator disagree, in words. Empty if all is well. */
	readonly problems: string[];
}

export interface Scenario {
	readonly name: string;
	/** Needs an emulator without records and with an empty journal. */
	readonly play: (stage: Stage) => Promise<Finding>;
}

/** Credential data for an emulator. */
export function credentialOf({ emulator }: Pick<Stage, 'emulator'>) {
	return credentialsFor(emulator).twilioConversationsApi;
}
