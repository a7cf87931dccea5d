import type { Emulator } from '../../../emulator';
import type { WorkflowJson, WorkflowResult } from '../../support/engine';
import {
	ALL_CHANGES,
	arrange,
	asArranged,
	changes,
	cleanedUp,
	idOf,
	nodeOf,
	statuses,
} from './cleanup';
import type { ExampleCase } from './types';

function expectSummary(result: WorkflowResult, summary: object): void {
	expect(result.error).toBeUndefined();
	expect(result.status).toBe('success');
	expect(result.runs('Summary')).toHaveLength(1);
	expect(result.items('Summary').map(({ json }) => json)).toEqual([summary]);
}

/** Empties a field of the node "Settings", as a slip in the editor would. */
function clearSetting(workflow: WorkflowJson, setting: string): void {
	const settings = nodeOf(workflow, 'Settings');
	const text = JSON.stringify(settings.parameters);
	const cleared = text.replace(new RegExp(`("name":"${setting}","value":)\\d+`), '$1""');
	if (cleared === text) throw new Error(`The node "Settings" does not set "${setting}"`);
	settings.parameters = JSON.parse(cleared);
}

const NOTHING_DONE = { found: 0, closed: 0, notClosed: 0, deleted: 0, notDeleted: 0 };

export const cleanupStepByStep: readonly ExampleCase[] = [
	{
		title: 'closes the idle ones, deletes the old closed ones and touches no other',
		arrange: (emulator) => arrange(emulator),
		verify: (emulator, result, before) => {
			expect(statuses(emulator)).toEqual(cleanedUp());
			expect(changes(emulator, before)).toEqual(ALL_CHANGES);
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
			expect(statuses(emulator)).toEqual(cleanedUp(kept));
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
			expect(statuses(emulator)).toEqual(cleanedUp(['active, old']));
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
