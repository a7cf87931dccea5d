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
	/** Percentage of requests answered with 500 or 503. */
	faults: number;
	/** Ages in days; no conversation is within hours of one of them. */
	clearOf: number[];
}

export interface Started {
	/** What the credential "Twilio Conversations API" takes. */
	credential: { authType: string; accountSid: string; authToken: string; baseUrl: string };
	rows: Row[];
}

/** How the callbacks were answered. */
export interface CallbackTally {
	/** Genuine ones, duplicates included. */
	signed: number;
	/** Genuine ones that were accepted. */
	accepted: number;
	/** Genuine ones that were duplicates. */
	repeated: number;
	forged: number;
	/** Forged ones that were answered with 403. */
	refused: number;
}

/** The calls to the emulator process, each with its input and output. */
export interface Calls {
	start: { input: StartOptions; output: Started };
	/** Makes the deletion of these conversations fail. */
	failDeletes: { input: string[]; output: null };
	tally: { input: null; output: Tally };
	/** Resets the request counts. */
	forgetRequests: { input: null; output: null };
	/** The current records, and the emulator's own violations. */
	inspect: { input: null; output: { rows: Row[]; violations: string[] } };
	/** Creates a configuration and returns its id; latency, limits and faults end here. */
	addConfiguration: { input: null; output: string };
	/** The callback URLs of a configuration. */
	callbackUrls: { input: string; output: string[] };
	/**
	 * Opens and closes conversations; each callback is sent twice, and some forged ones are added.
	 */
	converse: { input: { configurationId: string; conversations: number }; output: CallbackTally };
	/** Begins a conversation in which the customer has written, under a configuration; returns its id. */
	beginConversation: { input: string; output: string };
	/** The customer writes. */
	write: { input: { conversationId: string; text: string }; output: null };
	/** What was said in a conversation, oldest first, and how many URLs it reports to by itself. */
	held: { input: string; output: { texts: string[]; urls: number } };
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
