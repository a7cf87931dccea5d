import type { ConversationStatus, Emulator } from '../../emulator';
import type { WorkflowJson, WorkflowResult } from '../../engine/harness';
import type { ExampleCase } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;

/** `days` without a change. */
type Given = [name: string, status: ConversationStatus, days: number];

/**
 * Both sides of each boundary, but not nearer to it than the hour by which summer time moves what
 * n8n takes for a day.
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
const IDLE = ['active, a bit more than 7 days', 'active, old', 'inactive, idle'];
const OLD = ['closed, a bit more than 30 days', 'closed, older', 'closed, oldest'];

function arrange({ store, clock }: Emulator, given = CONVERSATIONS): void {
	const { id: configurationId } = store.addConfiguration();
	for (const [name, status, days] of given) {
		const updatedAt = clock.now() - days * DAY_MS;
		const createdAt = updatedAt - DAY_MS;
		store.addConversation({ configurationId, name, status, createdAt, updatedAt });
	}
}

function idOf({ store }: Emulator, name: string): string {
	return [...store.conversations.values()].find((entry) => entry.name === name)?.id ?? '';
}

function statuses({ store }: Emulator): Record<string, ConversationStatus> {
	return Object.fromEntries(
		[...store.conversations.values()].map(({ name, status }) => [String(name), status]),
	);
}

/** What is left when the idle ones are closed and the old ones gone, but for some. */
function expectedStatuses(kept: string[] = []): Record<string, ConversationStatus> {
	return Object.fromEntries(
		CONVERSATIONS.filter(([name]) => !OLD.includes(name) || kept.includes(name)).map(
			([name, status]) => [name, IDLE.includes(name) && !kept.includes(name) ? 'CLOSED' : status],
		),
	);
}

/** Every request that changes something, as "METHOD name body". */
function changes({ journal }: Emulator, before: ReadonlyMap<string, string>): string[] {
	return journal
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path, body }) => {
			const name = before.get(path.replace('/v2/Conversations/', ''));
			return [method, name, JSON.stringify(body)].join(' ').trim();
		})
		.sort();
}

function expectSummary(result: WorkflowResult, summary: object): void {
	expect(result.error).toBeUndefined();
	expect(result.status).toBe('success');
	expect(result.runs('Summary')).toHaveLength(1);
	expect(result.items('Summary').map(({ json }) => json)).toEqual([summary]);
}

/** What an emptied field in the node "Settings" leaves behind. */
function clearSetting(workflow: WorkflowJson, setting: string): void {
	const settings = workflow.nodes.find(({ name }) => name === 'Settings');
	if (!settings) throw new Error('The example has no node "Settings"');
	const text = JSON.stringify(settings.parameters);
	const cleared = text.replace(new RegExp(`("name":"${setting}","value":)\\d+`), '$1""');
	if (cleared === text) throw new Error(`The node "Settings" does not set "${setting}"`);
	settings.parameters = JSON.parse(cleared);
}

const NOTHING_DONE = { found: 0, closed: 0, notClosed: 0, deleted: 0, notDeleted: 0 };

export const nightlyCleanup: readonly ExampleCase[] = [
	{
		title: 'closes the idle ones, deletes the old closed ones and touches no other',
		arrange: (emulator) => arrange(emulator),
		verify: (emulator, result, before) => {
			expect(statuses(emulator)).toEqual(expectedStatuses());
			expect(changes(emulator, before)).toEqual(
				[
					...IDLE.map((name) => `PATCH ${name} {"status":"CLOSED"}`),
					...OLD.map((name) => `DELETE ${name}`),
				].sort(),
			);
			expectSummary(result, {
				found: 6,
				closed: 3,
				notClosed: 0,
				deleted: 3,
				notDeleted: 0,
				firstReason: '',
			});
		},
	},
	{
		title: 'reports zeros when there is nothing to do',
		verify: (emulator, result, before) => {
			expect(changes(emulator, before)).toEqual([]);
			expectSummary(result, { ...NOTHING_DONE, firstReason: '' });
		},
	},
	{
		title: 'reports when there is only something to delete',
		arrange: (emulator) => arrange(emulator, [['closed, older', 'CLOSED', 31]]),
		verify: ({ store }, result) => {
			expect(store.conversations.size).toBe(0);
			expectSummary(result, { ...NOTHING_DONE, found: 1, deleted: 1, firstReason: '' });
		},
	},
	{
		title: 'counts what could not be deleted, says why, and does the rest',
		arrange: (emulator) => {
			arrange(emulator);
			emulator.configure({
				operationOutcomes: {
					[idOf(emulator, 'closed, older')]: 'FAILED',
					[idOf(emulator, 'closed, oldest')]: 'CANCELLED',
				},
			});
		},
		verify: (emulator, result) => {
			const kept = ['closed, older', 'closed, oldest'];
			expect(statuses(emulator)).toEqual(expectedStatuses(kept));
			const failed = result.items('Delete Conversation', 1).map(({ json }) => json.name);
			expect(failed.sort()).toEqual([...kept].sort());
			expectSummary(result, {
				found: 6,
				closed: 3,
				notClosed: 0,
				deleted: 1,
				notDeleted: 2,
				firstReason: expect.stringMatching(/could not be completed|was cancelled/),
			});
		},
	},
	{
		title: 'counts what could not be closed, says why, and does the rest',
		arrange: (emulator) => {
			arrange(emulator);
			const path = idOf(emulator, 'active, old');
			emulator.failNext([{ kind: '429', retryAfter: 3600, match: { method: 'PATCH', path } }]);
		},
		verify: (emulator, result) => {
			expect(statuses(emulator)['active, old']).toBe('ACTIVE');
			expect(statuses(emulator)).toEqual(expectedStatuses(['active, old']));
			expectSummary(result, {
				found: 6,
				closed: 2,
				notClosed: 1,
				deleted: 3,
				notDeleted: 0,
				firstReason: expect.stringContaining('takes no more requests'),
			});
		},
	},
	...['closeAfterDays', 'deleteAfterDays'].map((setting) => ({
		title: `stops, and does not take all conversations for old, when ${setting} is empty`,
		arrange: (emulator: Emulator) => arrange(emulator),
		change: (workflow: WorkflowJson) => clearSetting(workflow, setting),
		verify: (emulator: Emulator, result: WorkflowResult) => {
			expect(result.status).toBe('error');
			expect(result.error?.message).toContain(`Settings: ${setting} must be above zero`);
			expect(emulator.journal.map(({ method }) => method)).not.toContain('DELETE');
			if (setting === 'closeAfterDays') expect(statuses(emulator)).toEqual(asArranged());
		},
	})),
	{
		title: 'stops with an error when the list cannot be read',
		arrange: (emulator) => {
			arrange(emulator);
			emulator.configure({ termsAccepted: false });
		},
		verify: (emulator, result) => {
			expect(result.status).toBe('error');
			expect(result.error?.message).toContain('terms');
			expect(statuses(emulator)).toEqual(asArranged());
		},
	},
];

function asArranged(): Record<string, ConversationStatus> {
	return Object.fromEntries(CONVERSATIONS.map(([name, status]) => [name, status]));
}
