import type { JournalEntry } from '../../../emulator';

/** The requests about one conversation. */
export interface Attempts {
	/** All but reads, oldest first. */
	readonly writes: readonly JournalEntry[];
	/** Whether it was read after the last write, and the answer arrived. */
	readonly wasSeenAtTheEnd: boolean;
	/** All requests in short, e.g. `GET 200, DELETE reset-after, DELETE 202 replayed`. */
	readonly trace: () => string;
}

function shortly({ method, status, fault, outcome, processed }: JournalEntry): string {
	const what = fault ?? (outcome === 'answered' ? String(status) : `${status} ${outcome}`);
	return `${method} ${what}${fault !== undefined && processed ? ' (processed)' : ''}`;
}

/** Whether a success arrived at the client. */
export function wasAnsweredWell({ outcome, status }: JournalEntry): boolean {
	return (outcome === 'answered' || outcome === 'replayed') && status >= 200 && status < 300;
}

/** Groups a journal by conversation, including requests to its sub-resources. */
export function attemptsOf(journal: readonly JournalEntry[]) {
	const byId = new Map<string, JournalEntry[]>();
	for (const entry of journal) {
		// e.g. /v2/Conversations/conv_conversation_…
		const [, , collection, id] = entry.path.split('/');
		if (collection !== 'Conversations' || id === undefined) continue;
		const entries = byId.get(id) ?? [];
		byId.set(id, entries);
		entries.push(entry);
	}
	return {
		of: (id: string): Attempts => {
			const entries = byId.get(id) ?? [];
			const writes = entries.filter(({ method }) => method !== 'GET');
			const last = entries.at(-1);
			const wasRead = last?.method === 'GET' && wasAnsweredWell(last);
			return {
				writes,
				wasSeenAtTheEnd: wasRead && writes.length > 0,
				trace: () => entries.map(shortly).join(', '),
			};
		},
	};
}
