import type { Emulator } from '../../../emulator';
import type { Credential } from '../../../tools/start';
import type { Check } from '../check';
import type { Deployment } from '../deployment';

/** Where a scenario takes place. */
export interface Stage {
	readonly deployment: Deployment;
	readonly emulator: Emulator;
	/** In n8n: for the emulator, and for the Redis of n8n itself. */
	readonly credentials: Readonly<Record<'twilio' | 'redis', Credential>>;
	/** Hears what is being waited for. */
	readonly tell: (phase: string) => void;
	readonly signal: AbortSignal;
}

/** What a scenario found, in the order in which it happened. */
export interface Finding {
	readonly checks: Check[];
	/** What was measured besides, in words. */
	readonly remarks: string[];
}
