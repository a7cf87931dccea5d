import type { JournalEntry } from '../../../emulator';

/** What was asked about one conversation. */
export interface Attempts {
	/** All but reading, oldest first. */
	readonly writes: readonly JournalEntry[];
	/** After the last of them it was read, and the answer arrived. */
	readonly wasSeenAtTheEnd: boolean;
	/** All of it in short, e.g. `GET 200, DELETE reset-after, DELETE 202 replayed`. */
	readonly trace: () => string;
}

function shortly({ method, status, fault, outcome, processed }: JournalEntry): string {
	const what = fault ?? (outcome === 'answered' ? String(status) : `${status} ${outcome}`);
	return `${method} ${what}${fault !== undefined && processed ? ' (processed)' : ''}`;
}

/** Whether an answer that says that it was carried out has arrived. */
export function wasAnsweredWell({ outcome, status }: JournalEntry): boolean {
	return (outcome === 'answered' || outcome === 'replayed') && status >= 200 && status < 300;
}

/** Sorts a journal by conversation. Requests to what belongs to a conversation count as its own. */
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
