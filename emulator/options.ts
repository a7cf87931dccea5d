/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- runs on a developer's machine, not in n8n */
import type { Switches } from './switches';

/** Credentials in Twilio's format that belong to no account. */
export const DEFAULT_CREDENTIALS = {
	accountSid: 'AC00000000000000000000000000000000',
	authToken: 'emulator0auth0token0000000000000',
	apiKeySid: 'SK00000000000000000000000000000000',
	apiKeySecret: 'emulator0api0key0secret000000000',
} as const;

export interface EmulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	accountSid?: string;
	authToken?: string;
	apiKeySid?: string;
	apiKeySecret?: string;
	/** Switches that differ from the defaults; `reset()` returns to these. */
	switches?: Partial<Switches>;
	/**
	 * Checks every answer against Twilio's OpenAPI document. An answer that does not fit is recorded
	 * in `violations` and sent as a 500. Default true; off for benchmarks.
	 */
	validateResponses?: boolean;
	/**
	 * How many requests the journal keeps: at least this many, less than twice as many. Default
	 * 200,000; 0 keeps none.
	 */
	journalLimit?: number;
}
