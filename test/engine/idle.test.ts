import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import { eventually } from '../support/eventually';
import { addCommunication } from '../support/addRecords';
import { useEmulator } from '../support/useEmulator';

const service = useEmulator();
const DAY = 24 * 60 * 60 * 1000;

const IDLE = { idleFor: { values: { amount: 7, unit: 'days' } } };
const ACTIONS = ['close', 'delete', 'inactive'];

const cleanUp = async (parameters: INodeParameters = {}, how = {}) =>
	await service.run(
		'conversation',
		'cleanUp',
		{ cleanUpAction: 'close', cleanUpFilters: IDLE, dryRun: false, ...parameters },
		how,
	);
const summaryOf = async (parameters: INodeParameters) =>
	(await cleanUp({ output: 'summary', ...parameters })).json[0];

const ago = (days: number) => service.emulator.clock.now() - days * DAY;
const aged = (day: number, values = {}) =>
	service.conversation({ createdAt: ago(day), updatedAt: ago(day), ...values });
const writes = () => service.emulator.journal.filter(({ method }) => method !== 'GET');
const looks = () => service.requests().filter((request) => request.endsWith('/Communications'));
const statusOf = (id: string) => service.emulator.store.conversations.get(id)?.status;
const outcomes = (json: IDataObject[]) =>
	Object.fromEntries(json.map(({ id, outcome, reason }) => [id, [outcome, reason]]));

describe('a conversation whose record is old and whose customer wrote today', () => {
	const busy = (day = 30, message: Partial<Parameters<typeof addCommunication>[2]> = {}) => {
		const conversation = aged(day);
		addCommunication(service.emulator, conversation, {
			createdAt: ago(0),
			occurredAt: ago(0),
			...message,
		});
		return conversation;
	};
	const quiet = (day: number) => {
		const conversation = aged(day);
		addCommunication(service.emulator, conversation, { createdAt: ago(day), occurredAt: ago(day) });
		return conversation;
	};

	it.each(ACTIONS)('is in use for %s, and so it is in the dry run', async (cleanUpAction) => {
		const { id } = busy();
		const idle = quiet(20);
		const planned = await cleanUp({ cleanUpAction, dryRun: true });
		expect(planned.json.map((item) => item.id)).toEqual([idle.id]);
		const { json, workflow } = await cleanUp({ cleanUpAction });
		expect(json).toMatchObject([{ id: idle.id, outcome: 'done' }]);
		expect(statusOf(id)).toBe('ACTIVE');
		expect(writes()).toHaveLength(1);
		const [{ hints = [] }] = workflow.runs('Node');
		expect(hints.map(({ message }) => message)).toEqual([
			'Left out as in use, because of a message younger than the filters ask for: 1.',
		]);
	});

	it.each([
		['created', { occurredAt: 30, createdAt: 1 }],
		['dated', { occurredAt: 1, createdAt: 30 }],
	])('is in use when its message was %s lately', async (_, { occurredAt, createdAt }) => {
		busy(30, { occurredAt: ago(occurredAt), createdAt: ago(createdAt) });
		expect(await summaryOf({})).toMatchObject({ found: 0, done: 0, inUse: 1 });
		expect(writes()).toEqual([]);
	});

	it.each(['first', 'last'])(
		'is in use also when the young message is the %s of many',
		async (at) => {
			const conversation = aged(30);
			for (let index = 0; index < 1_500; index++) {
				const when = ago(index === (at === 'first' ? 0 : 1_499) ? 1 : 25);
				addCommunication(service.emulator, conversation, { createdAt: when, occurredAt: when });
			}
			expect(await summaryOf({})).toMatchObject({ found: 0, inUse: 1 });
			// It stops reading at the first young message.
			expect(looks()).toHaveLength(at === 'first' ? 1 : 2);
		},
	);

	it('is closed when messages do not count, without reading them', async () => {
		const { id } = busy();
		await cleanUp({ options: { countMessages: false } });
		expect(statusOf(id)).toBe('CLOSED');
		expect(looks()).toEqual([]);
	});

	it('gives its place to the next oldest', async () => {
		const days = [50, 45, 40, 35, 30, 25, 20];
		const [, , , fourth, fifth] = days.map((day, index) => (index < 3 ? busy(day) : quiet(day)));
		const { json } = await cleanUp({ maxConversations: 2 });
		expect(json.map(({ id }) => id)).toEqual([fourth.id, fifth.id]);
		const summary = await summaryOf({ dryRun: true, maxConversations: 1 });
		expect(summary).toMatchObject({ found: 2, planned: 1, inUse: 3, beyondMaxConversations: 1 });
	});

	it("says 'up to' for what lies beyond, because its messages were not read", async () => {
		busy(50);
		quiet(40);
		for (const day of [30, 29, 28]) quiet(day);
		const { workflow } = await cleanUp({ maxConversations: 1 });
		const [{ hints = [] }] = workflow.runs('Node');
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Left out as in use/),
			expect.stringMatching(/^Conversations beyond 'Max Conversations': up to 3\./),
		]);
	});

	it('bounds how many conversations are looked at, and says so', async () => {
		for (let day = 10; day < 1_012; day++) busy(day);
		const { json, workflow } = await cleanUp({ maxConversations: 1 });
		expect(json).toEqual([]);
		expect(looks()).toHaveLength(1_000);
		const [{ hints = [] }] = workflow.runs('Node');
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/: 1000\.$/),
			expect.stringMatching(/because so many older ones are in use: 2\./),
		]);
	});

	it('is left alone when a message comes after it was found', async () => {
		const [first, second] = [aged(30), aged(20)];
		service.emulator.configure({ latencyMs: 20 });
		const execution = cleanUp();
		const isFound = () =>
			service.emulator.journal.filter(({ path, status }) => path.endsWith('ations') && status > 0)
				.length >= 3;
		await eventually('the list and both looks', isFound, { intervalMs: 0 });
		addCommunication(service.emulator, second);
		expect(outcomes((await execution).json)).toEqual({
			[first.id]: ['done', null],
			[second.id]: ['skipped', 'It is in use: it got a message'],
		});
		expect(statusOf(second.id)).toBe('ACTIVE');
	});
});

describe('the messages of a conversation', () => {
	it('are read only for as many as are wanted', async () => {
		for (let day = 8; day < 308; day++) aged(day);
		await cleanUp({ dryRun: true, maxConversations: 5 });
		expect(looks()).toHaveLength(5);
		expect(service.requests()).toHaveLength(6);
	});

	it('are not read when it is closed', async () => {
		aged(30, { status: 'CLOSED' });
		expect(await summaryOf({ cleanUpAction: 'delete' })).toMatchObject({ done: 1 });
		expect(looks()).toEqual([]);
	});

	it('are not read when Created Before is the only filter', async () => {
		aged(30);
		const cleanUpFilters = { createdBefore: new Date(ago(7)).toISOString() };
		expect(await summaryOf({ cleanUpFilters })).toMatchObject({ done: 1 });
		expect(looks()).toEqual([]);
	});

	it.each([true, false])(
		'that cannot be read do not count as none (dry run: %s)',
		async (dryRun) => {
			const [unreadable, readable] = [aged(30), aged(20)];
			const match = { path: `${unreadable.id}/Communications` };
			service.emulator.failNext([{ kind: '429', retryAfter: 3600, match }]);
			const { json } = await cleanUp({ dryRun });
			expect(json[0]).toMatchObject({ id: unreadable.id, outcome: 'failed', statusAfter: null });
			expect(json[0].reason).toMatch(
				/^It was left alone, because it could not be looked at: .*3600/,
			);
			expect(json[1]).toMatchObject({ id: readable.id, outcome: dryRun ? 'planned' : 'done' });
			expect(statusOf(unreadable.id)).toBe('ACTIVE');
		},
	);

	it('are fetched one by one when the list leaves out their times', async () => {
		service.emulator.configure({ listOmitsFields: ['createdAt', 'occurredAt'] });
		const [idle, inUse] = [aged(30), aged(20)];
		addCommunication(service.emulator, idle, { createdAt: ago(30), occurredAt: ago(30) });
		addCommunication(service.emulator, inUse);
		const { json } = await cleanUp();
		expect(outcomes(json)).toEqual({ [idle.id]: ['done', null] });
	});
});

describe('time', () => {
	const createdBefore = (time: number) => ({ createdBefore: new Date(time).toISOString() });

	it.each([
		['ahead', -7 * DAY],
		['behind', 7 * DAY],
	])("is Twilio's: a machine whose clock is a week %s closes the same", async (_, offset) => {
		service.emulator.clock.advance(offset);
		const [idle, young] = [aged(8), aged(6)];
		const { json } = await cleanUp();
		expect(outcomes(json)).toEqual({ [idle.id]: ['done', null] });
		expect(statusOf(young.id)).toBe('ACTIVE');
	});

	it('has to be known', async () => {
		service.emulator.configure({ sendDate: false });
		aged(30);
		for (const dryRun of [true, false]) {
			const { error } = await cleanUp({ dryRun });
			expect(error?.message).toContain('does not say what time it is at Twilio');
		}
		expect(writes()).toEqual([]);
	});

	it("refuses a 'Created Before' in the future before anything is sent", async () => {
		aged(30);
		const { error } = await cleanUp({ cleanUpFilters: createdBefore(Date.now() + DAY) });
		expect(error?.message).toBe("'Filters > Created Before' is in the future");
		expect(service.requests()).toEqual([]);
	});

	it('refuses one that is in the future at Twilio, and one that a wrong clock may have made', async () => {
		service.emulator.clock.advance(-7 * DAY);
		aged(30);
		for (const [time, message] of [
			[Date.now() - DAY, "'Created Before' is in the future"],
			[Date.now() - 10 * DAY, "The clock of this machine is 168 hours ahead of Twilio's"],
		] as const) {
			const { error } = await cleanUp({ cleanUpFilters: createdBefore(time) });
			expect(error?.message).toContain(message);
		}
		expect(writes()).toEqual([]);
	});
});

describe('a list that ignores the filters', () => {
	it.each(ACTIONS)('%s leaves alone what it should not hold', async (cleanUpAction) => {
		service.emulator.configure({ ignoreFilters: true });
		const statuses = ['ACTIVE', 'INACTIVE', 'CLOSED'] as const;
		const [active, inactive, closed] = statuses.map((status) => aged(30, { status }));
		const cleanUpFilters = { ...IDLE, status: ['ACTIVE'] };
		const { json } = await cleanUp({ cleanUpAction, cleanUpFilters });
		expect(outcomes(json)).toEqual({ [active.id]: ['done', null] });
		expect([inactive, closed].map(({ id }) => statusOf(id))).toEqual(['INACTIVE', 'CLOSED']);
		expect(writes()).toHaveLength(1);
	});

	it.each(ACTIONS)('%s leaves alone what its action is not for', async (cleanUpAction) => {
		service.emulator.configure({ ignoreFilters: true });
		const statuses = ['ACTIVE', 'INACTIVE', 'CLOSED'] as const;
		for (const status of statuses) aged(30, { status });
		const expected = { close: 2, delete: 3, inactive: 1 }[cleanUpAction];
		expect(await summaryOf({ cleanUpAction })).toMatchObject({ found: expected, done: expected });
		expect(writes()).toHaveLength(Number(expected));
	});

	it.each(ACTIONS)('%s reads the status where the list leaves it out', async (cleanUpAction) => {
		service.emulator.configure({ ignoreFilters: true, listOmitsFields: ['status'] });
		const [active, closed] = [aged(30), aged(29, { status: 'CLOSED' })];
		const cleanUpFilters = { ...IDLE, status: ['ACTIVE'] };
		const { json } = await cleanUp({ cleanUpAction, cleanUpFilters });
		expect(json).toMatchObject([{ id: active.id, outcome: 'done' }]);
		expect(statusOf(closed.id)).toBe('CLOSED');
	});

	it('counts a conversation once that is on two pages', async () => {
		for (let index = 0; index < 1_100; index++) aged(30, { status: 'CLOSED' });
		service.emulator.configure({ overlappingPages: true });
		const parameters = { cleanUpAction: 'delete', dryRun: true, maxConversations: 2_000 };
		expect(await summaryOf(parameters)).toMatchObject({ found: 1_100, planned: 1_100 });
	});
});

describe('nothing is reported as done that was not seen', () => {
	it.each(['close', 'inactive'])(
		'%s that Twilio answers with another status',
		async (cleanUpAction) => {
			service.emulator.configure({ ignoreStatusChanges: true });
			const { id } = aged(30);
			const { json } = await cleanUp({ cleanUpAction });
			const wanted = cleanUpAction === 'close' ? 'CLOSED' : 'INACTIVE';
			const reason = `Twilio accepted the change to ${wanted}, and its status is ACTIVE`;
			expect(outcomes(json)).toEqual({ [id]: ['failed', reason] });
		},
	);

	it.each(['FAILED', 'COMPLETED'] as const)(
		'a deletion that is not waited for is accepted, and may end %s',
		async (operationOutcome) => {
			service.emulator.configure({ operationOutcome, operationPolls: null, operationMs: 60_000 });
			for (const day of [30, 29, 28]) aged(day, { status: 'CLOSED' });
			const parameters = {
				cleanUpAction: 'delete',
				options: { waitForCompletion: false, failAtEnd: true },
			};
			const { json, error, workflow } = await cleanUp(parameters);
			expect(error).toBeUndefined();
			expect(json.map(({ outcome, reason }) => [outcome, reason])).toEqual(
				Array(3).fill(['accepted', 'Twilio accepted it, and it was not waited for']),
			);
			expect(json.every(({ operationId }) => typeof operationId === 'string')).toBe(true);
			const [{ hints = [] }] = workflow.runs('Node');
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringMatching(/^Twilio accepted 3 deletions, but they were not waited for/),
			]);
			service.emulator.reset();
			aged(30, { status: 'CLOSED' });
			const summary = await summaryOf(parameters);
			expect(summary).toMatchObject({ found: 1, done: 0, accepted: 1, failed: 0 });
		},
	);

	describe.each(ACTIONS)('%s that Twilio answers with 404', (cleanUpAction) => {
		const notFound = (method: string, skip = 0): PlannedFault => ({
			kind: 'answer',
			match: { method, path: /\/conv_conversation_\w+$/ },
			skip,
			answer: { status: 404, body: { code: 20404, message: 'Not there', status: 404 } },
		});
		const change = cleanUpAction === 'delete' ? 'DELETE' : 'PATCH';

		it('while the conversation is there', async () => {
			const { id } = aged(30);
			service.emulator.failNext([notFound(change)]);
			const { json } = await cleanUp({ cleanUpAction });
			const reason = `The conversation "${id}" was not found, but it is still there`;
			expect(outcomes(json)).toEqual({ [id]: ['failed', reason] });
			expect(statusOf(id)).toBe('ACTIVE');
		});

		it('and it cannot be read', async () => {
			const { id } = aged(30);
			const body = { code: 20403, message: 'Forbidden', status: 403 };
			service.emulator.failNext([
				notFound(change),
				{ ...notFound('GET', 1), answer: { status: 403, body } },
			]);
			const { json } = await cleanUp({ cleanUpAction });
			const reason = `The conversation "${id}" was not found, and whether it is gone could not be seen`;
			expect(outcomes(json)).toEqual({ [id]: ['failed', reason] });
		});

		it('and so is the read after it', async () => {
			const { id } = aged(30);
			service.emulator.failNext([notFound(change), notFound('GET', 1)]);
			const { json } = await cleanUp({ cleanUpAction });
			expect(outcomes(json)).toEqual({ [id]: ['done', 'It was gone already'] });
		});
	});

	it('a deletion that is not finished in time counts as failed, and goes on', async () => {
		service.emulator.configure({ operationPolls: null, operationMs: null });
		aged(30, { status: 'CLOSED' });
		const { json } = await cleanUp({ cleanUpAction: 'delete', options: { maxWait: 1 } });
		expect(json).toMatchObject([{ outcome: 'failed' }]);
		expect(json[0].reason).toMatch(/is not finished after 1 second\. It goes on at Twilio$/);
	});
});
