/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { startEmulator } from '../../emulator';
import type { JournalEntry } from '../../emulator';
import type { Seen, Service } from './protocol';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes complete at once, and answers are not validated against Twilio's document: the tests do
 * that, and here it would only load the service.
 */
const OPTIONS = { validateResponses: false, switches: { operationMs: 0, callbacks: false } };

function seenOf({ at, method, path, status }: JournalEntry): Seen {
	const id = method === 'DELETE' ? path.split('/').pop() : undefined;
	return { at, id, status };
}

/** Starts the service in this process. */
export async function startService(): Promise<Service & { close(): Promise<void> }> {
	const emulator = await startEmulator(OPTIONS);
	const { url, accountSid, authToken, journal, store } = emulator;
	return {
		async prepare({ conversations, switches }) {
			emulator.reset();
			emulator.configure(switches);
			emulator.seed({ conversations, participants: 0, configurations: 1 });
			const latest = emulator.clock.now() - DAY_MS;
			for (const conversation of store.conversations.values()) {
				conversation.updatedAt = Math.min(conversation.updatedAt, latest);
			}
			globalThis.gc?.();
			const ids = [...store.conversations.values()].map(({ id }) => id);
			return await Promise.resolve({ target: { url, accountSid, authToken }, ids });
		},
		async tally() {
			return await Promise.resolve({ requests: journal.length, left: store.conversations.size });
		},
		async outcome() {
			return await Promise.resolve({
				seen: journal.map(seenOf),
				mostAtOnce: journal.reduce((most, { inFlight }) => Math.max(most, inFlight), 0),
				left: store.conversations.size,
			});
		},
		async close() {
			await emulator.close();
		},
	};
}
