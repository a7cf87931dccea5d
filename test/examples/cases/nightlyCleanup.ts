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

const CLOSE = 'Close Idle Conversations';
const DELETE = 'Delete Old Conversations';

/** Switches the dry run off, as a user does after checking it; `more` sets further parameters. */
function switchOff(workflow: WorkflowJson, steps = [CLOSE, DELETE], more = {}): void {
	for (const step of steps) {
		Object.assign(nodeOf(workflow, step).parameters, { dryRun: false, ...more });
	}
}

/** Checks the one item of the report: `numbers` are a subset of it, `lines` are its whole text. */
function expectReport(result: WorkflowResult, numbers: object, lines: string[]): void {
	expect(result.error).toBeUndefined();
	expect(result.status).toBe('success');
	const items = result.items('Report').map(({ json }) => json);
	expect(items).toHaveLength(1);
	expect(items[0]).toMatchObject(numbers);
	expect(String(items[0].text).split('\n')).toEqual(lines);
}

function expectNoChange(emulator: Emulator): void {
	expect(emulator.journal.length).toBeGreaterThan(0);
	expect([...new Set(emulator.journal.map(({ method }) => method))]).toEqual(['GET']);
	expect(statuses(emulator)).toEqual(asArranged());
}

export const nightlyCleanup: readonly ExampleCase[] = [
	{
		title: 'as it is imported, says what it would do and changes nothing',
		arrange: (emulator) => arrange(emulator),
		verify: (emulator, result) => {
			expectNoChange(emulator);
			const planned = { found: 3, planned: 3, done: 0 };
			expectReport(result, { closing: planned, deleting: planned, failed: 0 }, [
				'Idle: 3 found, 3 would be closed (dry run), 0 failed, 0 left for another night',
				'Closed and old: 3 found, 3 would be deleted (dry run), 0 failed, 0 left for another night',
			]);
		},
	},
	{
		title: 'lists in a dry run exactly those that it would act on, when asked for each',
		arrange: (emulator) => arrange(emulator),
		change: (workflow) => {
			nodeOf(workflow, CLOSE).parameters.output = 'items';
			nodeOf(workflow, DELETE).parameters.output = 'items';
		},
		verify: (emulator, result) => {
			expectNoChange(emulator);
			// Not once for each item of the step before: that would multiply Max Conversations.
			expect(result.runs(DELETE)).toHaveLength(1);
			const lists = emulator.journal.filter(({ path }) => path === '/v2/Conversations');
			expect(lists).toHaveLength(2);
			const listed = (step: string, method: string) =>
				result.items(step).map(({ json }) => {
					expect(json).toMatchObject({ outcome: 'planned', statusAfter: null });
					return [method, json.name].join(' ');
				});
			const planned = [...listed(CLOSE, 'PATCH'), ...listed(DELETE, 'DELETE')];
			const expected = ALL_CHANGES.map((change) => change.replace(/ \{.*/, ''));
			expect(planned.sort()).toEqual(expected);
		},
	},
	{
		title:
			'with Dry Run off, closes the idle ones, deletes the old closed ones and touches no other',
		arrange: (emulator) => arrange(emulator),
		change: (workflow) => switchOff(workflow),
		verify: (emulator, result, before) => {
			expect(statuses(emulator)).toEqual(cleanedUp());
			expect(changes(emulator, before)).toEqual(ALL_CHANGES);
			const done = { found: 3, planned: 0, done: 3 };
			expectReport(result, { closing: done, deleting: done, failed: 0 }, [
				'Idle: 3 found, 3 closed, 0 failed, 0 left for another night',
				'Closed and old: 3 found, 3 deleted, 0 failed, 0 left for another night',
			]);
		},
	},
	{
		title: 'with Dry Run off for closing alone, deletes nothing',
		arrange: (emulator) => arrange(emulator),
		change: (workflow) => switchOff(workflow, [CLOSE]),
		verify: (emulator, result, before) => {
			const closings = ALL_CHANGES.filter((change) => change.startsWith('PATCH'));
			expect(changes(emulator, before)).toEqual(closings);
			expectReport(result, { closing: { done: 3 }, deleting: { planned: 3, done: 0 } }, [
				'Idle: 3 found, 3 closed, 0 failed, 0 left for another night',
				'Closed and old: 3 found, 3 would be deleted (dry run), 0 failed, 0 left for another night',
			]);
		},
	},
	{
		title: 'reports zeros when there is nothing to do',
		change: (workflow) => switchOff(workflow),
		verify: (emulator, result, before) => {
			expect(changes(emulator, before)).toEqual([]);
			expectReport(result, { closing: { found: 0 }, deleting: { found: 0 }, failed: 0 }, [
				'Idle: 0 found, 0 closed, 0 failed, 0 left for another night',
				'Closed and old: 0 found, 0 deleted, 0 failed, 0 left for another night',
			]);
		},
	},
	{
		title: 'takes the oldest first, and says how many it left for another night',
		arrange: (emulator) => arrange(emulator),
		change: (workflow) => switchOff(workflow, [CLOSE, DELETE], { maxConversations: 1 }),
		verify: (emulator, result, before) => {
			expect(changes(emulator, before)).toEqual([
				'DELETE closed, oldest',
				'PATCH active, old {"status":"CLOSED"}',
			]);
			expectReport(result, { failed: 0 }, [
				'Idle: 3 found, 1 closed, 0 failed, 2 left for another night',
				'Closed and old: 3 found, 1 deleted, 0 failed, 2 left for another night',
			]);
		},
	},
	{
		title: 'counts what could not be closed or deleted, says why, and does the rest',
		arrange: (emulator) => {
			arrange(emulator);
			const path = idOf(emulator, 'active, old');
			emulator.failNext([{ kind: '429', retryAfter: 3600, match: { method: 'PATCH', path } }]);
			emulator.configure({
				operationOutcomes: { [idOf(emulator, 'closed, oldest')]: 'FAILED' },
			});
		},
		change: (workflow) => switchOff(workflow),
		verify: (emulator, result) => {
			expect(statuses(emulator)).toEqual(cleanedUp(['active, old', 'closed, oldest']));
			expectReport(
				result,
				{ closing: { done: 2, failed: 1 }, deleting: { done: 2, failed: 1 }, failed: 2 },
				[
					'Idle: 3 found, 2 closed, 1 failed, 0 left for another night',
					'Closed and old: 3 found, 2 deleted, 1 failed, 0 left for another night',
					expect.stringMatching(/^1 x failed: .* takes no more requests/),
					expect.stringMatching(/^1 x failed: .* could not be completed/),
				],
			);
		},
	},
	{
		title: 'stops with an error when the list cannot be read',
		arrange: (emulator) => {
			arrange(emulator);
			emulator.configure({ termsAccepted: false });
		},
		change: (workflow) => switchOff(workflow),
		verify: (emulator, result) => {
			expect(result.status).toBe('error');
			expect(result.error?.message).toContain('terms');
			expectNoChange(emulator);
		},
	},
];
