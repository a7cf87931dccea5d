import { Ids } from './ids';
import { seededRandom } from './random';
import type { ConversationStatus, StatusCallback } from './state/records';
import type { Store } from './state/store';

export interface SeedOptions {
	/** Default 1,000. */
	conversations?: number;
	/** Configurations to create; the conversations are spread over them. Default 3. */
	configurations?: number;
	/** The same seed, time and options give the same records. Default 1. */
	seed?: number;
	/** Maximum age of a conversation, in days. Default 90. */
	maxAgeDays?: number;
	/** Relative weights. Default ACTIVE 5, INACTIVE 2, CLOSED 3. */
	statuses?: Partial<Record<ConversationStatus, number>>;
	/** Participants per conversation, 0 to 2: a customer, then an agent. Default 2. */
	participants?: number;
	/** Callbacks of the seeded configurations. */
	statusCallbacks?: StatusCallback[];
}

export interface SeedResult {
	configurationIds: string[];
	/** Oldest first. */
	conversationIds: string[];
	counts: Record<ConversationStatus, number>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const AGENT = '+15005550006';

/**
 * Fills the store with conversations of mixed age and status, without the API: 100,000 take about a
 * second. The configurations have no time-outs, so nothing closes by itself. `updatedAt` lies
 * between creation and now.
 */
export function seedStore(store: Store, now: number, options: SeedOptions = {}): SeedResult {
	const { conversations = 1_000, configurations = 3, seed = 1, maxAgeDays = 90 } = options;
	const { participants = 2, statusCallbacks } = options;
	const random = seededRandom(seed);
	const ids = new Ids(random);
	const pick = statusPicker({ ACTIVE: 5, INACTIVE: 2, CLOSED: 3, ...options.statuses });

	const configurationIds = Array.from({ length: configurations }, (_, index) => {
		const displayName = `Seeded ${seed}-${index + 1}`;
		const settings = { displayName, description: 'Made by the emulator', statusCallbacks };
		return store.addConfiguration(settings, { at: now - maxAgeDays * DAY_MS, ids }).id;
	});
	const ages = Array.from({ length: conversations }, () => random() * maxAgeDays * DAY_MS);
	ages.sort((left, right) => right - left);

	const counts = { ACTIVE: 0, INACTIVE: 0, CLOSED: 0 };
	const conversationIds = ages.map((age, index) => {
		const status = pick(random());
		counts[status] += 1;
		const customer = `+1555${String(seed % 1000).padStart(3, '0')}${String(index).padStart(6, '0')}`;
		const people = [
			{ type: 'CUSTOMER' as const, name: `Customer ${index + 1}`, address: customer },
			{ type: 'AI_AGENT' as const, name: 'Agent', address: AGENT },
		].slice(0, participants);
		const { id } = store.addConversation(
			{
				configurationId: configurationIds[index % configurations] ?? '',
				name: `Seeded conversation ${index + 1}`,
				status,
				createdAt: now - age,
				updatedAt: now - age * random(),
				participants: people.map(({ type, name, address }) => ({
					type,
					name,
					addresses: [{ channel: 'SMS' as const, address }],
				})),
			},
			ids,
		);
		return id;
	});
	return { configurationIds, conversationIds, counts };
}

function statusPicker(
	weights: Record<ConversationStatus, number>,
): (chance: number) => ConversationStatus {
	const total = weights.ACTIVE + weights.INACTIVE + weights.CLOSED;
	return (chance) => {
		const point = chance * total;
		if (point < weights.ACTIVE) return 'ACTIVE';
		return point < weights.ACTIVE + weights.INACTIVE ? 'INACTIVE' : 'CLOSED';
	};
}
