import type { INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../../emulator';
import { eventually } from '../support/eventually';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();
const DAY = 24 * 60 * 60 * 1000;

const IDLE = { idleFor: { values: { amount: 7, unit: 'days' } } };
const cleanUp = async (parameters: INodeParameters, how = {}) =>
	await service.run(
		'conversation',
		'cleanUp',
		{ cleanUpFilters: IDLE, dryRun: false, ...parameters },
		how,
	);

/** Adds one conversation for each number of days without a change. */
const aged = (days: number[], values = {}) =>
	days.map((day) => {
		const at = service.emulator.clock.now() - day * DAY;
		return service.conversation({ createdAt: at, updatedAt: at, ...values });
	});
const statusOf = (id: string) => service.emulator.store.conversations.get(id)?.status;
const writes = () => service.emulator.journal.filter(({ method }) => method !== 'GET');

describe('Clean Up', () => {
	it('is a dry run by default, which changes nothing', async () => {
		const conversations = aged([1, 8, 30]);
		const { json } = await service.run('conversation', 'cleanUp', { cleanUpFilters: IDLE });
		expect(json.map(({ id, outcome }) => [id, outcome])).toEqual([
			[conversations[2].id, 'planned'],
			[conversations[1].id, 'planned'],
		]);
		expect(writes()).toEqual([]);
	});

	it('stays a dry run when the expression in Dry Run gives nothing', async () => {
		aged([30]);
		const { json } = await cleanUp({ dryRun: '={{ $json.nothing }}' });
		expect(json).toMatchObject([{ outcome: 'planned' }]);
		expect(writes()).toEqual([]);
	});

	it.each([
		['close', 'CLOSED'],
		['inactive', 'INACTIVE'],
	])('applies %s to idle conversations, and to no others', async (cleanUpAction, status) => {
		const [young, old] = aged([6, 8]);
		const [closed] = aged([9], { status: 'CLOSED' });
		const { json } = await cleanUp({ cleanUpAction });
		expect(json).toEqual([
			{
				id: old.id,
				name: null,
				customerAddress: null,
				configurationId: old.configurationId,
				statusBefore: 'ACTIVE',
				statusAfter: status,
				outcome: 'done',
				reason: null,
				operationId: null,
				updatedAt: expect.any(String),
			},
		]);
		expect([young, old, closed].map(({ id }) => statusOf(id))).toEqual([
			'ACTIVE',
			status,
			'CLOSED',
		]);
	});

	it('deletes, waits for the operations, and says which', async () => {
		const [young, old] = aged([6, 8], { status: 'CLOSED' });
		const { json } = await cleanUp({
			cleanUpAction: 'delete',
			cleanUpFilters: { ...IDLE, status: ['CLOSED'] },
		});
		expect(json).toEqual([
			expect.objectContaining({ id: old.id, outcome: 'done', operationId: expect.any(String) }),
		]);
		expect([statusOf(young.id), statusOf(old.id)]).toEqual(['CLOSED', undefined]);
	});

	it('finds all before it changes any, oldest first, and never exceeds the maximum', async () => {
		const conversations = aged([8, 30, 9, 20, 15]);
		service.emulator.configure({ latencyMs: 2 });
		const { json } = await cleanUp({ maxConversations: 2, output: 'summary' });
		expect(json).toEqual([
			expect.objectContaining({ found: 5, done: 2, beyondMaxConversations: 3, failed: 0 }),
		]);
		const closed = conversations.filter(({ id }) => statusOf(id) === 'CLOSED');
		expect(closed).toEqual([conversations[1], conversations[3]]);
		const methods = service.emulator.journal.map(({ method }) => method);
		expect(methods.lastIndexOf('GET')).toBeLessThan(methods.indexOf('PATCH'));
	});

	it('requires at least an age or a customer', async () => {
		aged([30]);
		const { error } = await cleanUp({ cleanUpFilters: { status: ['ACTIVE'] } });
		expect(error?.message).toBe("'Filters' has no age and no customer in it");
		expect(service.emulator.journal).toEqual([]);
	});

	it.each([
		[{ idleFor: { values: { amount: '={{ $json.nothing }}', unit: 'days' } } }],
		[{ idleFor: {} }],
		[{ createdBefore: '={{ $json.nothing }}' }],
	])('refuses an age that turns out blank: %j', async (cleanUpFilters) => {
		aged([30]);
		const { error } = await cleanUp({ cleanUpFilters });
		expect(error?.message).toContain('is empty');
		expect(service.emulator.journal).toEqual([]);
	});

	it('finds by age also when the records in the list lack their dates', async () => {
		service.emulator.configure({ listOmitsFields: true });
		const [young, old] = aged([6, 8]);
		await cleanUp({});
		expect([statusOf(young.id), statusOf(old.id)]).toEqual(['ACTIVE', 'CLOSED']);
	});

	it('leaves alone what became active since it was found', async () => {
		const conversations = aged([8, 9, 10]);
		const execution = cleanUp({ cleanUpAction: 'delete' });
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		// The list was answered before this; each conversation is read again before it is deleted.
		conversations[1].updatedAt = service.emulator.clock.now();
		const { json } = await execution;
		const outcomes = Object.fromEntries(json.map(({ id, outcome }) => [id, outcome]));
		expect(outcomes[conversations[0].id]).toBe('done');
		expect(['skipped', undefined]).toContain(outcomes[conversations[1].id]);
		expect(statusOf(conversations[1].id)).toBe('ACTIVE');
	});

	it.each([true, false])(
		'counts as done what is gone or closed already (%s)',
		async (checkAgain) => {
			const [gone, closed, open] = aged([10, 9, 8]);
			// All are in the list, but two of them end before the change.
			service.emulator.configure({ latencyMs: 30 });
			const execution = cleanUp({ options: { checkAgain, countMessages: false } });
			await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
			await eventually('its answer', () => service.emulator.journal[0].status > 0, {
				intervalMs: 0,
			});
			service.emulator.store.conversations.delete(gone.id);
			closed.status = 'CLOSED';
			const { json } = await execution;
			const reasons = Object.fromEntries(
				json.map(({ id, outcome, reason }) => [id, [outcome, reason]]),
			);
			expect(reasons).toEqual({
				[gone.id]: ['done', 'It was gone already'],
				[closed.id]: ['done', 'It was closed already'],
				[open.id]: ['done', null],
			});
		},
	);

	it('leaves alone what was closed since it was found, when it would set it inactive', async () => {
		const [closed, open] = aged([9, 8]);
		service.emulator.configure({ latencyMs: 30 });
		const options = { checkAgain: false, countMessages: false };
		const execution = cleanUp({ cleanUpAction: 'inactive', options });
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		await eventually('its answer', () => service.emulator.journal[0].status > 0, { intervalMs: 0 });
		closed.status = 'CLOSED';
		const { json } = await execution;
		expect(json).toMatchObject([
			{
				id: closed.id,
				outcome: 'skipped',
				reason: 'It was closed meanwhile',
				statusAfter: 'CLOSED',
			},
			{ id: open.id, outcome: 'done', reason: null, statusAfter: 'INACTIVE' },
		]);
	});

	it('can fail at its end, with the numbers and the most frequent reason', async () => {
		const [odd, ...same] = aged([10, 9, 8, 7.5]);
		const [works, ...fail] = same;
		service.emulator.configure({
			operationOutcomes: {
				[odd.id]: 'CANCELLED',
				...Object.fromEntries(fail.map(({ id }) => [id, 'FAILED' as const])),
			},
		});
		const { error } = await cleanUp({
			cleanUpAction: 'delete',
			options: { failAtEnd: true },
		});
		expect(statusOf(works.id)).toBeUndefined();
		expect(error?.message).toBe('3 of 4 conversations could not be cleaned up');
		expect(error).toMatchObject({
			description:
				'Done: 1. Failed: 3, most often: The operation "…" on "…" could not be completed at Twilio: The operation ended as FAILED. The details hold the whole report.',
			context: { summary: { done: 1, failed: 3 } },
		});
	});

	it("names what lies beyond 'Max Conversations' when it fails", async () => {
		aged([12, 11, 10, 9]);
		service.emulator.configure({ operationOutcome: 'FAILED' });
		const { error } = await cleanUp({
			cleanUpAction: 'delete',
			maxConversations: 3,
			options: { failAtEnd: true, stopAfterFailures: 1 },
		});
		expect(error).toMatchObject({
			description: expect.stringMatching(
				/^Done: 0\. Failed: \d, most often: .+\. Beyond 'Max Conversations': 1\. The details/,
			),
		});
	});

	it('reports a failure as an outcome, and can fail at the end without losing the report', async () => {
		const [fails, works] = aged([9, 8]);
		service.emulator.configure({ operationOutcomes: { [fails.id]: 'FAILED' } });
		const { json, error } = await cleanUp({ cleanUpAction: 'delete' });
		expect(error).toBeUndefined();
		expect(json.map(({ id, outcome }) => [id, outcome])).toEqual([
			[fails.id, 'failed'],
			[works.id, 'done'],
		]);
		expect(json[0].reason).toContain('could not be completed at Twilio');

		const again = await cleanUp(
			{ cleanUpAction: 'delete', options: { failAtEnd: true } },
			{ executionId: '2' },
		);
		expect(again.error?.message).toBe('1 of 1 conversations could not be cleaned up');
		expect(again.error).toMatchObject({
			context: { report: [{ id: fails.id, outcome: 'failed' }] },
		});
	});

	it('starts no more after that many failures in a row', async () => {
		aged(Array.from({ length: 100 }, (_, index) => 10 + index));
		service.emulator.configure({ latencyMs: 5, operationOutcome: 'FAILED' });
		const { json } = await cleanUp({
			cleanUpAction: 'delete',
			output: 'summary',
			options: { stopAfterFailures: 3 },
		});
		const { failed, notStarted, found } = json[0];
		expect(found).toBe(100);
		expect(Number(failed) + Number(notStarted)).toBe(100);
		expect(notStarted).toBeGreaterThan(40);
	});

	it('does nothing twice when it runs again in the same execution', async () => {
		aged([8, 9, 10]);
		service.emulator.configure({ operationPolls: null, operationMs: null });
		const parameters = { cleanUpAction: 'delete', options: { waitForCompletion: false } };
		await cleanUp(parameters);
		await cleanUp(parameters);
		const deletes = writes();
		expect(deletes.map(({ outcome }) => outcome)).toEqual([
			...Array(3).fill('answered'),
			...Array(3).fill('replayed'),
		]);
		expect(service.emulator.store.operations.size).toBe(3);
	});

	it('shows its progress in a manual run', async () => {
		aged(Array.from({ length: 60 }, () => 9));
		const messages: unknown[] = [];
		await cleanUp({}, { onMessage: (_: string, sent: unknown[]) => messages.push(...sent) });
		expect(messages).toEqual([
			'Clean Up: 60 conversations are old enough, looking at their messages',
			'Clean Up: 60 conversations match',
			'Clean Up: 25 of 60 finished',
			'Clean Up: 50 of 60 finished',
		]);
	});

	it('counts as done what another run is deleting, and waits for it', async () => {
		aged([10, 9, 8]);
		service.emulator.configure({ operationMs: 700, operationPolls: null });
		const parameters = { cleanUpAction: 'delete', options: { checkAgain: false } };
		const runs = await Promise.all(
			['1', '2'].map(async (executionId) => await cleanUp(parameters, { executionId })),
		);
		const ends = runs.flatMap(({ json }) => json);
		expect(ends.map(({ outcome }) => outcome)).toEqual(Array(6).fill('done'));
		expect(ends.filter(({ reason }) => reason === 'It was being deleted already')).toHaveLength(3);
		expect(service.emulator.store.conversations.size).toBe(0);
		expect(service.emulator.store.operations.size).toBe(3);
	});

	it('groups equal reasons, whatever IDs they name', async () => {
		aged([10, 9, 8]);
		service.emulator.configure({ operationMs: 60_000, operationPolls: null });
		const parameters = {
			cleanUpAction: 'delete',
			output: 'summary',
			options: { checkAgain: false, waitForCompletion: false },
		};
		await cleanUp(parameters, { executionId: '1' });
		const [{ failed, byReason }] = (await cleanUp(parameters, { executionId: '2' })).json;
		expect(failed).toBe(3);
		expect(Object.values(byReason ?? {})).toEqual([3]);
	});

	it('hints at conversations beyond the maximum, and at failures', async () => {
		const [fails] = aged([30, 20, 10]);
		service.emulator.configure({ operationOutcomes: { [fails.id]: 'FAILED' } });
		const { workflow } = await cleanUp({ cleanUpAction: 'delete', maxConversations: 2 });
		const [{ hints = [] }] = workflow.runs('Node');
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Conversations beyond 'Max Conversations': 1\./),
			expect.stringMatching(/^Conversations that could not be cleaned up: 1 of 2\./),
		]);
	});

	it('reports what was done when it is cancelled, and changes nothing more', async () => {
		aged(Array.from({ length: 200 }, (_, index) => 8 + index));
		service.emulator.configure({ latencyMs: 20 });
		const stop = new AbortController();
		const execution = cleanUp({ cleanUpAction: 'close' }, { signal: stop.signal });
		await eventually('20 changes', () => writes().length >= 20, { intervalMs: 0 });
		stop.abort();
		const { status, json } = await execution;
		expect(status).toBe('canceled');
		expect(json).toHaveLength(200);
		// Requests in flight may still arrive, but no new ones.
		await eventually('their answers', () => writes().every(({ outcome }) => outcome !== 'pending'));
		const count = (wanted: string) => json.filter(({ outcome }) => outcome === wanted).length;
		expect(count('notStarted')).toBeGreaterThan(100);
		expect(writes().length).toBeGreaterThanOrEqual(count('done'));
		expect(writes().length).toBeLessThanOrEqual(200 - count('notStarted'));
		for (const { id, outcome, reason } of json) {
			if (outcome === 'done') expect(statusOf(String(id))).toBe('CLOSED');
			if (outcome === 'notStarted') expect(statusOf(String(id))).toBe('ACTIVE');
			if (outcome === 'failed') expect(reason).toMatch(/^Cancelled while it was under way/);
		}
	});

	it('agrees with the journal, conversation by conversation, through many faults', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const kinds: FaultKind[] = ['503', 'reset-before', 'reset-after', 'html', 'truncated', 'empty'];
		for (const cleanUpAction of ['close', 'delete']) {
			service.emulator.reset();
			service.emulator.configure({ operationPolls: 0, operationRetryAfter: 0 });
			const conversations = aged(Array.from({ length: 100 }, (_, index) => 8 + index));
			service.emulator.configure({ faults: { rate: 0.2, kinds, seed: 7 } });
			const { json } = await cleanUp({ cleanUpAction });
			expect(json).toHaveLength(100);
			for (const { id, outcome } of json) {
				const status = statusOf(String(id));
				const isDone = cleanUpAction === 'close' ? status === 'CLOSED' : status === undefined;
				expect([id, outcome === 'done']).toEqual([id, isDone]);
			}
			expect(json.filter(({ outcome }) => outcome === 'done').length).toBeGreaterThan(95);
			// A delete whose answer was lost is replayed by its idempotency key, not carried out twice.
			const deletions = cleanUpAction === 'delete' ? conversations.length : 0;
			expect(service.emulator.store.operations.size).toBe(deletions);
		}
		jest.restoreAllMocks();
	}, 30_000);
});
