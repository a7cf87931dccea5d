import type { ConversationStatus } from '../emulator';
import type { Tally } from './tally';

/** A conversation as the emulator holds it. `updatedAt` in milliseconds since the epoch. */
export interface Row {
	id: string;
	status: ConversationStatus;
	updatedAt: number;
}

export interface StartOptions {
	conversations: number;
	seed: number;
	latency: number;
	rate?: number;
	concurrent?: number;
	/** Percent of requests answered with 500 or 503. */
	faults: number;
	/** No conversation is left within hours of being so many days old. */
	clearOf: number[];
}

export interface Started {
	/** What the credential "Twilio Conversations API" takes. */
	credential: { authType: string; accountSid: string; authToken: string; baseUrl: string };
	rows: Row[];
}

/** What the demo asks its emulator process for: what goes in and what comes out. */
export interface Calls {
	start: { input: StartOptions; output: Started };
	/** Lets the deletion of these conversations fail. */
	failDeletes: { input: string[]; output: null };
	tally: { input: null; output: Tally };
	/** What is there now, and where the emulator found itself at fault. */
	inspect: { input: null; output: { rows: Row[]; violations: string[] } };
}

export type CallName = keyof Calls;

export interface CallMessage<Name extends CallName = CallName> {
	id: number;
	name: Name;
	input: Calls[Name]['input'];
}

export interface AnswerMessage {
	id: number;
	output?: unknown;
	error?: string;
}
