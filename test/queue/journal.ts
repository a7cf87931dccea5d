import type { JournalEntry } from '../../emulator';

/** How often something was asked of each conversation, by its id. */
export type Counts = ReadonlyMap<string, number>;

const CONVERSATION = /^\/v2\/Conversations\/([^/]+)$/;

/** How often each conversation was read, with success. */
export function readings(journal: readonly JournalEntry[]): Counts {
	return countOf(journal, ({ method, status }) => method === 'GET' && status === 200);
}

/** How often a deletion of each conversation was carried out. */
export function deletions(journal: readonly JournalEntry[]): Counts {
	return countOf(journal, ({ method, processed, status }) => {
		// A deletion that is answered with 409 or 404 reached Twilio, and did nothing.
		return method === 'DELETE' && processed && status < 300;
	});
}

/** Writes per conversation, successful or not. */
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

/** How many of these ids it happened to just once, not at all, and more often. */
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
