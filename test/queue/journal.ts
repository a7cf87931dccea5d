import type { JournalEntry } from '../../emulator';

/** Requests counted per conversation, by its id. */
export type Counts = ReadonlyMap<string, number>;

const CONVERSATION = /^\/v2\/Conversations\/([^/]+)$/;

/** Successful reads of each conversation. */
export function readings(journal: readonly JournalEntry[]): Counts {
	return countOf(journal, ({ method, status }) => method === 'GET' && status === 200);
}

/** Deletions of each conversation that were carried out. */
export function deletions(journal: readonly JournalEntry[]): Counts {
	return countOf(journal, ({ method, processed, status }) => {
		// A deletion answered with 409 or 404 reached Twilio but changed nothing.
		return method === 'DELETE' && processed && status < 300;
	});
}

/** Writes to each conversation, successful or not. */
export function writes(journal: readonly JournalEntry[]): Counts {
	return countOf(journal, ({ method }) => method !== 'GET');
}

function countOf(
	journal: readonly JournalEntry[],
	isMeant: (entry: JournalEntry) => boolean,
): Counts {
	const counts = new Map<string, number>();
	for (const entry of journal) {
		const [, id] = CONVERSATION.exec(entry.path) ?? [];
		if (id === undefined || !isMeant(entry)) continue;
		counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	return counts;
}

/** How many of these ids were counted once, never, and more often. */
export function onceNeverTwice(
	counts: Counts,
	ids: readonly string[],
): { once: number; never: number; twice: number } {
	const of = (isMeant: (count: number) => boolean) =>
		ids.filter((id) => isMeant(counts.get(id) ?? 0)).length;
	return {
		once: of((count) => count === 1),
		never: of((count) => count === 0),
		twice: of((count) => count > 1),
	};
}
