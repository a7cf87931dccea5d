import type { ConversationStatus, Emulator } from '../../../emulator';
import type { WorkflowJson } from '../../support/engine';

const DAY_MS = 24 * 60 * 60 * 1000;

/** `days` is the time since the last change. */
type Given = [name: string, status: ConversationStatus, days: number];

/**
 * Both sides of each boundary, but more than an hour away from it: n8n counts calendar days, which
 * are an hour longer or shorter when the clocks change.
 */
const CONVERSATIONS: readonly Given[] = [
	['active, busy', 'ACTIVE', 0],
	['active, a bit less than 7 days', 'ACTIVE', 6.9],
	['active, a bit more than 7 days', 'ACTIVE', 7.1],
	['active, old', 'ACTIVE', 400],
	['inactive, less than 7 days', 'INACTIVE', 5],
	['inactive, idle', 'INACTIVE', 8],
	['closed, busy', 'CLOSED', 1],
	['closed, idle', 'CLOSED', 8],
	['closed, a bit less than 30 days', 'CLOSED', 29.9],
	['closed, a bit more than 30 days', 'CLOSED', 30.1],
	['closed, older', 'CLOSED', 31],
	['closed, oldest', 'CLOSED', 400],
];
/** To be closed, by the rules of both clean-up examples. */
const IDLE = ['active, a bit more than 7 days', 'active, old', 'inactive, idle'];
/** To be deleted. */
const OLD = ['closed, a bit more than 30 days', 'closed, older', 'closed, oldest'];

/** Fills the emulator with conversations of every status, on both sides of every boundary. */
export function arrange({ store, clock }: Emulator, given = CONVERSATIONS): void {
	const { id: configurationId } = store.addConfiguration();
	for (const [name, status, days] of given) {
		const updatedAt = clock.now() - days * DAY_MS;
		const createdAt = updatedAt - DAY_MS;
		store.addConversation({ configurationId, name, status, createdAt, updatedAt });
	}
}

/** @throws Error when there is none of that name */
export function idOf({ store }: Emulator, name: string): string {
	const found = [...store.conversations.values()].find((entry) => entry.name === name);
	if (!found) throw new Error(`There is no conversation "${name}"`);
	return found.id;
}

/** @throws Error when there is none of that name */
export function nodeOf({ nodes }: WorkflowJson, name: string): WorkflowJson['nodes'][number] {
	const found = nodes.find((node) => node.name === name);
	if (!found) throw new Error(`The example has no node "${name}"`);
	return found;
}

/** Status of each conversation in the emulator, by name. */
export function statuses({ store }: Emulator): Record<string, ConversationStatus> {
	return Object.fromEntries(
		[...store.conversations.values()].map(({ name, status }) => [String(name), status]),
	);
}

/** Status of each conversation before the run, by name. */
export function asArranged(): Record<string, ConversationStatus> {
	return Object.fromEntries(CONVERSATIONS.map(([name, status]) => [name, status]));
}

/** Statuses after a clean-up: idle ones are closed and old ones gone, except those `kept`. */
export function cleanedUp(kept: string[] = []): Record<string, ConversationStatus> {
	return Object.fromEntries(
		CONVERSATIONS.filter(([name]) => !OLD.includes(name) || kept.includes(name)).map(
			([name, status]) => [name, IDLE.includes(name) && !kept.includes(name) ? 'CLOSED' : status],
		),
	);
}

/** Every request that changes something, as "METHOD name body". */
export function changes({ journal }: Emulator, before: ReadonlyMap<string, string>): string[] {
	return journal
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => {
			const name = before.get(path.replace('/v2/Conversations/', ''));
			return [method, name, JSON.stringify(body)].join(' ').trim();
		})
		.sort();
}

/** All changes of a clean-up without failures. */
export const ALL_CHANGES: readonly string[] = [
	...IDLE.map((name) => `PATCH ${name} {"status":"CLOSED"}`),
	...OLD.map((name) => `DELETE ${name}`),
].sort();
