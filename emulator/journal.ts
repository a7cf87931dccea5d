/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import type { IncomingHttpHeaders } from 'node:http';

import type { PlannedKind } from './faults';

/** One request: recorded on arrival, completed when it is answered. */
export interface JournalEntry {
	/** When it arrived, on the emulator's clock (milliseconds since the epoch). */
	at: number;
	method: string;
	/** Without query, as sent (still percent-encoded). */
	path: string;
	/** Repeated keys are arrays. */
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	/** Parsed JSON; undefined without a body. */
	body: unknown;
	/** OpenAPI operation id; undefined for a path or method that the API does not have. */
	operationId?: string;
	/** 0 while unanswered, or when the connection was cut instead. */
	status: number;
	responseHeaders: Record<string, string>;
	outcome:
		| 'pending'
		| 'answered'
		| 'unauthorized'
		| 'invalid'
		| 'rateLimited'
		| 'replayed'
		| 'fault'
		| 'noRoute';
	fault?: PlannedKind;
	idempotencyKey?: string;
	/** Whether it reached its handler, which carried it out or refused it. */
	processed: boolean;
	/** Requests in flight when it arrived, itself included. */
	inFlight: number;
}

/** Keeps at least the last `limit` entries. */
export class Journal {
	readonly entries: JournalEntry[] = [];

	constructor(private readonly limit: number) {}

	add(entry: JournalEntry): void {
		if (this.limit <= 0) return;
		this.entries.push(entry);
		// In blocks, because removing from the front of an array moves all the rest.
		if (this.entries.length >= this.limit * 2) this.entries.splice(0, this.limit);
	}

	clear(): void {
		this.entries.length = 0;
	}
}
