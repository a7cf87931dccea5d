import type { TwilioClient } from '../../api/client';
import type { Endpoint, PathIds } from '../../api/endpoint';

/** What an operation works with besides the values of its fields. */
export interface Run<Path extends string = string> {
	readonly client: TwilioClient;
	/** The operation's own endpoint. */
	readonly endpoint: Endpoint<Path>;
	/** The ids of its path, from the fields of the same names. */
	readonly ids: PathIds<Path>;
	/** What tells this execution from every other, to derive idempotency keys from. */
	readonly executionKey: readonly string[];
	/** Of the input item, from 0. */
	readonly itemIndex: number;
	/** Shows the user how far it is, in the editor and while a workflow is run by hand. */
	readonly progress: (message: string) => void;
	/** Shows the user what the output alone does not tell, above it. */
	readonly hint: (message: string) => void;
}

/** What an item is run with, besides what was read of it. */
export type Session = Omit<Run, 'endpoint' | 'ids'>;
