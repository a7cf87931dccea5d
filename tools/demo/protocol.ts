import type { ConversationStatus } from '../../emulator';
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
	/** Ages in days that no conversation may be within hours of. */
	clearOf: number[];
}

export interface Started {
	/** What the credential "Twilio Conversations API" takes. */
	credential: { authType: string; accountSid: string; authToken: string; baseUrl: string };
	rows: Row[];
}

/** How callbacks were answered. */
export interface CallbackTally {
	/** Genuine ones, repeated deliveries included. */
	signed: number;
	/** Of the genuine ones, those that were accepted. */
	accepted: number;
	/** Of the genuine ones, those that came a second time. */
	repeated: number;
	forged: number;
	/** Of the forged ones, those that were answered with 403. */
	refused: number;
}

/** What the demo asks its emulator process for: what goes in and what comes out. */
export interface Calls {
	start: { input: StartOptions; output: Started };
	/** Lets the deletion of these conversations fail. */
	failDeletes: { input: string[]; output: null };
	tally: { input: null; output: Tally };
	/** Resets the request counts. */
	forgetRequests: { input: null; output: null };
	/** What is there now, and where the emulator found itself at fault. */
	inspect: { input: null; output: { rows: Row[]; violations: string[] } };
	/** Makes a configuration and returns its id; from now on the service is quick and has no faults. */
	addConfiguration: { input: null; output: string };
	/** The URLs to which a configuration reports. */
	callbackUrls: { input: string; output: string[] };
	/** Lets conversations begin and end; each callback comes twice, and some more are forged. */
	converse: { input: { configurationId: string; conversations: number }; output: CallbackTally };
	/** Lets a customer and the company talk under a configuration; returns what was said, in order. */
	talk: { input: string; output: { conversationId: string; said: string[] } };
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
