import type { ConversationStatus, Emulator } from '../../emulator';
import { Ids } from '../../emulator/ids';
import { seededRandom } from '../../emulator/random';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days without a change after which a clean-up takes a conversation. */
export const IDLE_DAYS = 7;

/** The conversations in the emulator before a clean-up. */
export interface Seeded {
	/** Ids of the conversations that are to be cleaned up. */
	readonly meant: string[];
	/** Ids of those that are not: too young, or in a status that the action is not for. */
	readonly others: string[];
}

/**
 * Seeds idle conversations, and a tenth as many that must be left alone. None is near the
 * boundary, because the clock may be off by half a day either way.
 *
 * @param statuses that the clean-up is for
 */
export function seedIdleConversations(
	{ store, clock }: Emulator,
	{ size, seed }: { size: number; seed: number },
	statuses: readonly ConversationStatus[],
): Seeded {
	const random = seededRandom(seed);
	const ids = new Ids(random);
	const configurationId = store.addConfiguration().id;
	const now = clock.now();
	const add = (name: string, days: number, status: ConversationStatus) => {
		const at = now - days * DAY_MS;
		const record = { configurationId, name, status, createdAt: at, updatedAt: at };
		return store.addConversation(record, ids).id;
	};
	const meant: string[] = [];
	const others: string[] = [];
	for (let index = 0; index < size; index++) {
		const status = statuses[index % statuses.length];
		meant.push(add(`Idle ${index}`, IDLE_DAYS + 1 + random() * 90, status));
		if (index % 10 === 0) others.push(add(`Young ${index}`, random() * (IDLE_DAYS - 1), status));
	}
	if (!statuses.includes('CLOSED')) others.push(add('Closed', 2 * IDLE_DAYS, 'CLOSED'));
	return { meant, others };
}
