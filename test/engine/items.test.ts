/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { conversationId } from '../../nodes/shared/parameters/ids';
import { cases } from '../support/cases';
import { eventually } from '../support/eventually';
import { toolOf } from '../support/engine';
import { TOOL_NODE } from '../support/nodeNames';
import { credentialsFor, useEmulator } from '../support/useEmulator';

const service = useEmulator();

const itemsFor = (ids: string[]): INodeExecutionData[] => ids.map((id) => ({ json: { id } }));
const BY_EXPRESSION = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
const close: INodeParameters = {
	conversationId: BY_EXPRESSION,
	updateFields: { status: 'CLOSED' },
};

describe('several items', () => {
	it('resolves expressions per item and keeps the input order and pairing in the output', async () => {
		const ids = Array.from({ length: 30 }, () => service.conversation().id);
		service.emulator.configure({ latencyMs: 5 });
		const { items } = await service.run('conversation', 'patch', close, { items: itemsFor(ids) });
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(ids.map((_, item) => ({ item })));
	});

	it('works on different conversations concurrently', async () => {
		// 10 and one: the first goes alone, to find out whether the credential is accepted.
		const ids = Array.from({ length: 11 }, () => service.conversation().id);
		service.emulator.configure({ latencyMs: 50 });
		await service.run('conversation', 'patch', close, { items: itemsFor(ids) });
		expect(Math.max(...service.emulator.journal.map(({ inFlight }) => inFlight))).toBe(10);
	});

	it('works on one conversation in input order, one after the other', async () => {
		const { id } = service.conversation();
		const other = service.conversation();
		service.emulator.configure({ latencyMs: 10 });
		const names = ['first', 'second', 'third', 'fourth'];
		await service.run(
			'conversation',
			'patch',
			{ conversationId: BY_EXPRESSION, updateFields: { name: '={{ $json.name }}' } },
			{
				items: [
					...names.map((name) => ({ json: { id, name } })),
					{ json: { id: other.id, name: 'other' } },
				],
			},
		);
		const own = service.emulator.journal.filter(({ path }) => path.endsWith(id));
		expect(own.map(({ body }) => body)).toEqual(names.map((name) => ({ name })));
		expect(service.emulator.store.conversations.get(id)?.name).toBe('fourth');
		// One request in flight at a time, besides that of the other conversation.
		expect(Math.max(...own.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(2);
	});

	it.each([
		['50', {}, 50],
		['what the user allows', { options: { maxRequests: 3 } }, 3],
	])('never has more requests in flight than %s', async (_bound, options, most) => {
		const ids = Array.from({ length: 200 }, () => service.conversation().id);
		service.emulator.configure({ latencyMs: 100 });
		await service.run(
			'conversation',
			'patch',
			{ ...close, ...options },
			{ items: itemsFor(most < 50 ? ids.slice(0, 10) : ids) },
		);
		expect(Math.max(...service.emulator.journal.map(({ inFlight }) => inFlight))).toBe(most);
	});

	it('refuses a Max Requests at Once of 0', async () => {
		const { id } = service.conversation();
		const { error } = await service.run(
			'conversation',
			'patch',
			{ ...close, options: { maxRequests: 0 } },
			{ items: itemsFor([id]) },
		);
		expect(error?.message).toBe("'Options > Max Requests at Once' must be at least 1");
		expect(service.emulator.journal).toEqual([]);
	});

	it('holds no slot while it waits for operations', async () => {
		const ids = Array.from({ length: 60 }, () => service.conversation().id);
		service.emulator.configure({ operationRetryAfter: 1, operationMs: 0 });
		await service.run(
			'conversation',
			'delete',
			{ conversationId: BY_EXPRESSION },
			{ items: itemsFor(ids) },
		);
		const methods = service.emulator.journal.map(({ method }) => method);
		// All 60 deletes go before the first poll, although only 50 requests may be in flight.
		expect(methods.slice(0, 60)).toEqual(Array(60).fill('DELETE'));
		expect(service.emulator.store.conversations.size).toBe(0);
	});
});

describe('an item that fails', () => {
	const missing = 'conv_conversation_00000000000000000000000000';

	it('stops the step, names its item, and says how many were completed', async () => {
		const { id } = service.conversation();
		const { error } = await service.run('conversation', 'patch', close, {
			items: itemsFor([id, missing]),
		});
		expect(error?.message).toBe(`The conversation "${missing}" was not found`);
		expect(error).toMatchObject({ context: { itemIndex: 1 }, httpCode: '404' });
		expect(error?.description).toMatch(/Of 2 items, [01] were completed\./);
	});

	it('starts nothing more once an item has failed', async () => {
		const ids = Array.from({ length: 100 }, () => service.conversation().id);
		service.emulator.configure({ latencyMs: 10 });
		await service.run('conversation', 'patch', close, { items: itemsFor([missing, ...ids]) });
		expect(service.emulator.journal.length).toBeLessThan(45);
		expect(service.emulator.journal.every(({ outcome }) => outcome !== 'pending')).toBe(true);
	});

	it('sends nothing at all when any item is invalid', async () => {
		const { id } = service.conversation();
		const { error } = await service.run('conversation', 'patch', close, {
			items: itemsFor([id, id, 'not an id']),
		});
		expect(error?.message).toBe(`'Conversation' is no ID: "not an id"`);
		expect(error).toMatchObject({ context: { itemIndex: 2 } });
		expect(service.emulator.journal).toEqual([]);
	});

	it('becomes an item with its error when the node continues', async () => {
		const [first, last] = [service.conversation().id, service.conversation().id];
		const { items, error } = await service.run('conversation', 'patch', close, {
			items: itemsFor([first, missing, 'not an id', last]),
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id ?? json.error)).toEqual([
			first,
			`The conversation "${missing}" was not found`,
			`'Conversation' is no ID: "not an id"`,
			last,
		]);
		expect(items[1].json.details).toMatchObject({ status: 404, twilioCode: 20404 });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('goes to the error output, with its input, when there is one', async () => {
		const { id } = service.conversation();
		const { items, errorItems } = await service.run('conversation', 'patch', close, {
			items: [{ json: { id } }, { json: { id: missing, ticket: 42 } }],
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.id)).toEqual([id]);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0].json).toMatchObject({
			id: missing,
			ticket: 42,
			error: `The conversation "${missing}" was not found`,
		});
	});
});

describe('an Idempotency Key that the user entered', () => {
	const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
	const SAME = "'Options > Idempotency Key' is the same for several items";
	const remove = { conversationId: BY_EXPRESSION, options: { idempotencyKey: UUID } };
	const isThere = (id: string) => service.emulator.store.conversations.get(id) !== undefined;
	const three = () => [
		service.conversation().id,
		service.conversation().id,
		service.conversation().id,
	];

	it('is refused for several records before anything is sent, in any spelling', async () => {
		const { error } = await service.run(
			'conversation',
			'delete',
			{ ...remove, options: { idempotencyKey: '={{ $json.key }}' } },
			{
				items: three().map((id, index) => ({
					json: { id, key: index === 1 ? UUID.toUpperCase() : UUID },
				})),
			},
		);
		expect(error?.message).toBe(SAME);
		expect(error?.description).toContain('Nothing was sent. Enter one key for each record');
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(service.emulator.journal).toEqual([]);
	});

	it('is used for the first record alone when the node continues, and the others say so', async () => {
		const ids = three();
		const { items } = await service.run('conversation', 'delete', remove, {
			items: itemsFor(ids),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error ?? json.id)).toEqual([ids[0], SAME, SAME]);
		expect(ids.map(isThere)).toEqual([false, true, true]);
	});

	it('is refused for two changes of one configuration', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const { error } = await service.run(
			'configuration',
			'patch',
			{
				configurationId: id,
				updateFields: { description: '={{ $json.id }}' },
				options: { idempotencyKey: UUID },
			},
			{ items: itemsFor(['one', 'two']) },
		);
		expect(error?.message).toBe(SAME);
		expect(service.emulator.journal).toEqual([]);
	});

	it('may be one for each record, and repeat for the same record', async () => {
		const [first, second] = three();
		const { json } = await service.run(
			'conversation',
			'delete',
			{ ...remove, options: { idempotencyKey: '={{ $json.key }}' } },
			{
				items: [
					{ json: { id: first, key: UUID } },
					{ json: { id: second, key: UUID.replace('3', '4') } },
					{ json: { id: first, key: UUID } },
				],
			},
		);
		expect(json.map(({ id, deleted }) => [id, deleted])).toEqual([
			[first, true],
			[second, true],
			[first, true],
		]);
		expect([first, second].map(isThere)).toEqual([false, false]);
	});

	it('is an error when it was used for another record before, since nothing was done', async () => {
		const [first, second] = three();
		const how = { items: itemsFor([first]), executionId: '1' };
		expect((await service.run('conversation', 'delete', remove, how)).error).toBeUndefined();
		for (const waitForCompletion of [true, false]) {
			const { error } = await service.run(
				'conversation',
				'delete',
				{ ...remove, options: { idempotencyKey: UUID, waitForCompletion } },
				{ items: itemsFor([second]), executionId: '2' },
			);
			expect(error?.message).toBe(
				`The idempotency key was used for another record before, "${first}": nothing was done`,
			);
			expect(error?.description).toContain("Enter another 'Idempotency Key'");
		}
		expect(isThere(second)).toBe(true);
	});

	it('is an error also for a configuration', async () => {
		const { store } = service.emulator;
		const [first, second] = [store.addConfiguration().id, store.addConfiguration().id];
		const write = async (configurationId: string) =>
			await service.run('configuration', 'patch', {
				configurationId,
				updateFields: { description: 'New' },
				options: { idempotencyKey: UUID },
			});
		expect((await write(first)).error).toBeUndefined();
		expect((await write(second)).error?.message).toContain(`before, "${first}"`);
		expect(store.configurations.get(second)?.settings.description).not.toBe('New');
	});
});

it('reports both deletions of a record that is deleted twice in one execution', async () => {
	const { id } = service.conversation();
	const { json } = await service.run(
		'conversation',
		'delete',
		{ conversationId: BY_EXPRESSION },
		{ items: itemsFor([id, id]) },
	);
	expect(json.map(({ deleted }) => deleted)).toEqual([true, true]);
	expect(service.emulator.store.operations.size).toBe(1);
});

describe('cancelling the execution', () => {
	it('ends a wait at once and sends nothing more', async () => {
		const { id } = service.conversation();
		service.emulator.configure({ operationRetryAfter: 3600 });
		const stop = new AbortController();
		const execution = service.run(
			'conversation',
			'delete',
			{ conversationId: id, options: { maxWait: 3600 } },
			{ signal: stop.signal },
		);
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		stop.abort();
		const { status } = await execution;
		expect(status).toBe('canceled');
		expect(service.requests()).toEqual([`DELETE /v2/Conversations/${id}`]);
	});

	it('starts no further item', async () => {
		const ids = Array.from({ length: 200 }, () => service.conversation().id);
		service.emulator.configure({ latencyMs: 20 });
		const stop = new AbortController();
		const execution = service.run('conversation', 'patch', close, {
			items: itemsFor(ids),
			signal: stop.signal,
		});
		await eventually('a request', () => service.emulator.journal.length > 0, { intervalMs: 0 });
		stop.abort();
		expect((await execution).status).toBe('canceled');
		expect(service.emulator.journal.length).toBeLessThanOrEqual(40);
	});
});

describe('as an AI tool', () => {
	it('says that nothing was found, because n8n would give the model an empty text', async () => {
		const nothing = { filters: { nameContains: 'no such name' } };
		const asNode = await service.run('conversation', 'getAll', nothing);
		expect(asNode.items).toEqual([]);
		const asTool = await service.run('conversation', 'getAll', nothing, {
			type: TOOL_NODE,
		});
		expect(asTool.json).toEqual([{ message: 'Nothing was found' }]);
	});
});

describe('the idempotency keys of tool calls', () => {
	const argument = (name: string) => `={{ $fromAI('${name}') }}`;
	const tries = { retryOnFail: true, waitBetweenTries: 1, maxTries: 2 };
	const byModel = (name: string) => ({ __rl: true, mode: 'id', value: argument(name) });
	const toolFor = async (parameters: INodeParameters, executionId = '7') =>
		await toolOf({
			parameters,
			executionId,
			credentials: credentialsFor(service.emulator),
			settings: tries,
		});
	const keysOf = (wanted: string) =>
		service.emulator.journal
			.filter(({ method }) => method === wanted)
			.map(({ idempotencyKey }) => idempotencyKey);
	/** Refuses the first poll, so that the first attempt fails although Twilio accepted the write. */
	const failFirstTry = () => {
		const match = { operationId: 'FetchOperationStatus' };
		service.emulator.failNext([{ kind: '429', retryAfter: 3600, match }]);
	};
	const configuration = () => service.emulator.store.addConfiguration().id;
	const description = {
		resource: 'configuration',
		updateFields: { description: argument('text') },
	};

	/** Every asynchronous write, with the arguments of a call. */
	const writes: Array<[string, string, INodeParameters, () => Record<string, string>]> = [
		[
			'DELETE',
			'conversation: delete',
			{ resource: 'conversation', operation: 'delete', conversationId: byModel('id') },
			() => ({ id: service.conversation().id }),
		],
		[
			'DELETE',
			'configuration: delete',
			{ resource: 'configuration', operation: 'delete', configurationId: byModel('id') },
			() => ({ id: configuration() }),
		],
		[
			'PATCH',
			'configuration: patch',
			{ ...description, operation: 'patch', configurationId: byModel('id') },
			() => ({ id: configuration(), text: 'New' }),
		],
		[
			'PUT',
			'configuration: update',
			{
				...cases.configuration.update[0].parameters,
				options: {},
				...{ resource: 'configuration', operation: 'update', configurationId: byModel('id') },
				description: argument('text'),
			},
			() => ({ id: configuration(), text: 'New' }),
		],
		[
			'POST',
			'configuration: create',
			{
				...cases.configuration.create[0].parameters,
				options: {},
				...{ resource: 'configuration', operation: 'create' },
				displayName: argument('name'),
			},
			() => ({ name: 'Of a tool' }),
		],
	];

	it.each(writes)('are equal on a retry: %s, %s', async (method, _name, parameters, args) => {
		const call = await toolFor(parameters);
		failFirstTry();
		await call(args());
		const keys = keysOf(method);
		expect(keys).toHaveLength(2);
		expect(keys[0]).toBeDefined();
		expect(new Set(keys).size).toBe(1);
		expect(service.emulator.journal.map(({ outcome }) => outcome)).toContain('replayed');
		expect(service.emulator.store.operations.size).toBe(1);
	});

	it('differ from call to call with other arguments, also when a former one comes again', async () => {
		const id = configuration();
		const call = await toolFor({
			...description,
			operation: 'patch',
			configurationId: byModel('id'),
		});
		for (const text of ['A', 'B', 'A', 'A']) await call({ id, text });
		const [a, b, again, same] = keysOf('PATCH');
		expect(new Set([a, b, again]).size).toBe(3);
		expect(same).toBe(again);
		expect(service.emulator.store.configurations.get(id)?.settings.description).toBe('A');
	});

	it('differ between executions', async () => {
		const id = configuration();
		const parameters = { ...description, operation: 'patch', configurationId: byModel('id') };
		for (const executionId of ['8', '9']) {
			await (
				await toolFor(parameters, executionId)
			)({ id, text: 'New' });
		}
		expect(new Set(keysOf('PATCH')).size).toBe(2);
	});
});

describe('reading the parameters of many items', () => {
	const items = itemsFor(
		Array.from({ length: 2000 }, (_, number) => `conv_conversation_${number}`),
	);
	const invalid = { json: { id: 'not an id' } };

	it('yields to the event loop', async () => {
		let turns = 0;
		let isOver = false;
		const count = () => {
			turns++;
			if (!isOver) setImmediate(count);
		};
		const parse = jest.spyOn(conversationId, 'parse').mockImplementationOnce((value) => {
			setImmediate(count);
			return String(value);
		});
		await service.run(
			'conversation',
			'get',
			{ conversationId: BY_EXPRESSION },
			{
				items: [...items, invalid],
			},
		);
		isOver = true;
		parse.mockRestore();
		expect(service.requests()).toEqual([]);
		// At least once in 100 items.
		expect(turns).toBeGreaterThanOrEqual(items.length / 100);
	});

	it('stops when the execution is cancelled', async () => {
		const stop = new AbortController();
		let read = 0;
		const parse = jest.spyOn(conversationId, 'parse').mockImplementation((value) => {
			if (read++ === 0) setImmediate(() => stop.abort());
			return String(value);
		});
		const run = { items, signal: stop.signal };
		const { status } = await service.run(
			'conversation',
			'get',
			{ conversationId: BY_EXPRESSION },
			run,
		);
		parse.mockRestore();
		expect(status).toBe('canceled');
		expect(read).toBeLessThan(items.length);
		expect(service.requests()).toEqual([]);
	});
});

it('reports correct numbers for each of several equal clean-ups', async () => {
	const at = service.emulator.clock.now() - 40 * 86_400_000;
	const old = { createdAt: at, updatedAt: at };
	const ids = Array.from({ length: 12 }, () => service.conversation(old).id);
	const { json } = await service.run(
		'conversation',
		'cleanUp',
		{
			cleanUpAction: 'close',
			dryRun: false,
			output: 'summary',
			cleanUpFilters: { idleFor: { values: { amount: 7, unit: 'days' } } },
		},
		{ items: [1, 2, 3, 4].map((number) => ({ json: { number } })) },
	);
	expect(json.map(({ found, done, failed, skipped }) => [found, done, failed, skipped])).toEqual([
		[ids.length, ids.length, 0, 0],
		[0, 0, 0, 0],
		[0, 0, 0, 0],
		[0, 0, 0, 0],
	]);
});
