import type { Emulator } from '../../../emulator';
import type { Credential } from '../../../tools/start';
import type { Check } from '../check';
import type { Deployment } from '../deployment';

/** What a scenario runs on. */
export interface Stage {
	readonly deployment: Deployment;
	readonly emulator: Emulator;
	/** Credentials in n8n: for the emulator, and for n8n's own Redis. */
	readonly credentials: Readonly<Record<'twilio' | 'redis', Credential>>;
	/** Called with what is being waited for. */
	readonly tell: (phase: string) => void;
	readonly signal: AbortSignal;
}

/** The result of a scenario, in order. */
export interface Finding {
	readonly checks: Check[];
	/** Measurements, in words. */
	readonly remarks: string[];
}
