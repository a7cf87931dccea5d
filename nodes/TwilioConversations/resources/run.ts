import type { TwilioClient } from '../../api/client';
import type { Endpoint, PathIds } from '../../api/endpoint';

/** What an operation works with besides the values of its fields. */
export interface Run<Path extends string = string> {
	readonly client: TwilioClient;
	/** The operation's own endpoint. */
	readonly endpoint: Endpoint<Path>;
	/** The ids of its path, from the fields of the same names. */
	readonly ids: PathIds<Path>;
	/**
	 * What tells this step of this execution from every other, to derive idempotency keys from: the
	 * same for all of its tries, rounds of a loop and tool calls.
	 */
	readonly executionKey: readonly string[];
	/**
	 * Tells writes to one record that are to be carried out each from tries of the same one.
	 *
	 * @param record what is written to
	 * @param write all of the write
	 * @returns a text for the idempotency key
	 */
	readonly roundOf: (record: string, write: string) => string;
	/** Of the input item, from 0. */
	readonly itemIndex: number;
	/** IANA name of the workflow's time zone. */
	readonly timezone: string;
	/**
	 * Adds a file to the item that the operation gives, for an operation that gives one.
	 *
	 * @throws what n8n throws when it cannot keep the file
	 */
	readonly attach: (file: OutputFile) => Promise<void>;
	/** Shows the user how far it is, in the editor and while a workflow is run by hand. */
	readonly progress: (message: string) => void;
	/** Shows the user what the output alone does not tell, above it. */
	readonly hint: (message: string) => void;
}

/** A file that an item carries. */
export interface OutputFile {
	readonly content: Buffer;
	readonly name: string;
	readonly mimeType: string;
}

/** What an item is run with, besides what was read of it. */
export type Session = Omit<Run, 'endpoint' | 'ids'>;
