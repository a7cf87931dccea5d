import type { Emulator } from '../../emulator';
import { credentialsFor } from '../support/useEmulator';
import type { Engine, EngineProcess } from './engine';

/** Where a scenario takes place. */
export interface Stage {
	readonly emulator: Emulator;
	readonly engine: Engine;
	/** Another engine, to be killed; the caller closes it. */
	readonly startProcess: () => EngineProcess;
	/** How many conversations or items. */
	readonly size: number;
	/** Same number, same stock, same faults in the same order. */
	readonly seed: number;
	/** Ends what takes too long. */
	readonly signal?: AbortSignal;
	/** Hears how far it is. @param done asks for it, between 0 and `total` */
	readonly follow?: (total: number, done: () => number) => void;
}

/** What a scenario found. */
export interface Finding {
	/** Number of conversations or items. */
	readonly asked: number;
	/** How many there are of each outcome that the node reports. */
	readonly outcomes: Readonly<Record<string, number>>;
	/** Where report and emulator do not agree, in words; none is what is wanted. */
	readonly problems: string[];
}

export interface Scenario {
	readonly name: string;
	/** Expects an emulator without records and journal. */
	readonly play: (stage: Stage) => Promise<Finding>;
}

/** What the credential takes for this emulator. */
export function credentialOf({ emulator }: Pick<Stage, 'emulator'>) {
	return credentialsFor(emulator).twilioConversationsApi;
}
