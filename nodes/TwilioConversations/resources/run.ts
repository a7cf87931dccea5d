import type { TwilioClient } from '../../api/client';
import type { Endpoint, PathIds } from '../../api/endpoint';
import type { IDataObject } from 'n8n-workflow';

import type { Tries } from './earlierTries';

/** Input of an operation besides the values of its fields. */
export interface Run<Path extends string = string> {
	readonly client: TwilioClient;
	/** The operation's own endpoint. */
	readonly endpoint: Endpoint<Path>;
	/** The IDs in the endpoint's path, from the fields of the same names. */
	readonly ids: PathIds<Path>;
	/**
	 * Identifies this node in this execution, for idempotency keys. It stays the same across retries,
	 * rounds of a loop and tool calls.
	 */
	readonly executionKey: readonly string[];
	/**
	 * Tells a further write to a record from a retry of an earlier one.
	 *
	 * @param record that is written to
	 * @param write everything that is written
	 * @returns a part of the idempotency key
	 */
	readonly roundOf: (record: string, write: string) => string;
	/** What earlier tries of this item have made. */
	readonly tries: Tries;
	/** Index of the input item, from 0. */
	readonly itemIndex: number;
	/** How many input items the step has. */
	readonly itemCount: number;
	/** IANA name of the workflow's time zone. */
	readonly timezone: string;
	/** Whether a model asked for it, and reads what is returned. */
	readonly isToolCall: boolean;
	/**
	 * Adds a file to the operation's only output item.
	 *
	 * @throws what n8n throws when it cannot store the file
	 */
	readonly attach: (file: OutputFile) => Promise<void>;
	/** For an operation that waits for an event. */
	readonly suspension: Suspension;
	/** Shows progress in the editor while a workflow runs manually. */
	readonly progress: (message: string) => void;
	/** Shows a message above the output, for what the output alone does not say. */
	readonly hint: (message: string) => void;
}

/** How a step waits for an event, for days and through restarts: n8n keeps the execution meanwhile. */
export interface Suspension {
	/** @returns where the event has to be sent, before there is one */
	resumeUrl(): string;
	/**
	 * Makes sure that it can be checked whether Twilio signed the event.
	 *
	 * @throws NodeOperationError that says what the credential lacks
	 */
	assertVerifiable(): Promise<void>;
	/**
	 * Puts the execution to wait when this step has ended.
	 *
	 * @param until undefined: without a limit
	 * @param kept for when the event comes, as JSON
	 * @param over what the step puts out when the time is over
	 */
	suspend(until: Date | undefined, kept: IDataObject, over: IDataObject): Promise<void>;
}

/** A file that an item carries. */
export interface OutputFile {
	readonly content: Buffer;
	readonly name: string;
	readonly mimeType: string;
}

/** What running an item needs besides its parameters. */
export type Session = Omit<Run, 'endpoint' | 'ids'>;
