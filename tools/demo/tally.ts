import type { Emulator, JournalEntry } from '../../emulator';

/** Progress and request counts, as the emulator sees them. */
export interface Tally {
	/** Answered requests to close a conversation, whether carried out or refused for good. */
	closings: number;
	/** Deletions that have ended, well or not. */
	deletions: number;
	requests: number;
	/** Requests answered with 429. */
	rateLimited: number;
	/** Requests answered with 5xx. */
	faults: number;
	/** Retries: requests that follow a refusal of the same one. */
	repeated: number;
	/** Requests by what they were for. */
	byPurpose: Record<string, number>;
}

const PURPOSES: Readonly<Record<string, string>> = {
	ListConversationByAccount: 'list conversations',
	PatchConversationById: 'close',
	DeleteConversationAsync: 'delete',
	FetchConversation: 'look at a conversation',
	ListCommunicationByConversation: 'look at the messages',
	FetchOperationStatus: 'ask whether a delete is finished',
};

function isTemporary(status: number): boolean {
	return status === 429 || status >= 500;
}

/** Counts the journal. That keeps all requests of the demo, so nothing is missed. */
export function tallyOf({ journal, store }: Emulator): Tally {
	const refused = new Set<string>();
	const byPurpose: Record<string, number> = {};
	let closings = 0;
	let rateLimited = 0;
	let faults = 0;
	let repeated = 0;
	for (const entry of journal) {
		const { method, status, operationId = '' } = entry;
		const purpose = PURPOSES[operationId] ?? operationId;
		byPurpose[purpose] = (byPurpose[purpose] ?? 0) + 1;
		if (status === 429) rateLimited += 1;
		else if (status >= 500) faults += 1;
		else if (status > 0 && method === 'PATCH') closings += 1;
		const request = identityOf(entry);
		if (refused.delete(request)) repeated += 1;
		if (isTemporary(status)) refused.add(request);
	}
	let deletions = 0;
	for (const { job } of store.operations.values()) if (job.done) deletions += 1;
	const requests = journal.length;
	return { closings, deletions, requests, rateLimited, faults, repeated, byPurpose };
}

function identityOf({ method, path, query }: JournalEntry): string {
	return `${method} ${path} ${JSON.stringify(query)}`;
}
