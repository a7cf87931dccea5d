/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { useEmulator } from './support';

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

	it('works on different conversations side by side', async () => {
		const ids = Array.from({ length: 10 }, () => service.conversation().id);
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
		// One of its own under way at a time, besides the one of the other conversation.
		expect(Math.max(...own.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(2);
	});

	it.each([
		['50', {}, 50],
		['what the user allows', { options: { maxRequests: 3 } }, 3],
	])('never has more requests under way than %s', async (_bound, options, most) => {
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

	it('refuses a bound on requests that is none', async () => {
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
		// All deletes were sent before the first look at an operation: 60 waits at once, 50 places.
		expect(methods.slice(0, 60)).toEqual(Array(60).fill('DELETE'));
		expect(service.emulator.store.conversations.size).toBe(0);
	});
});

describe('an item that fails', () => {
	const missing = 'conv_conversation_00000000000000000000000000';

	it('stops the step, names its item, and says how far it came', async () => {
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

	it('goes to the error output, with what came in, when there is one', async () => {
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
		while (service.emulator.journal.length === 0) await new Promise(setImmediate);
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
		while (service.emulator.journal.length === 0) await new Promise(setImmediate);
		stop.abort();
		expect((await execution).status).toBe('canceled');
		expect(service.emulator.journal.length).toBeLessThanOrEqual(40);
	});
});

describe('as an AI tool', () => {
	it('says that nothing was found, for n8n gives a model an empty text otherwise', async () => {
		const nothing = { filters: { nameContains: 'no such name' } };
		const asNode = await service.run('conversation', 'getAll', nothing);
		expect(asNode.items).toEqual([]);
		const asTool = await service.run('conversation', 'getAll', nothing, {
			type: 'n8n-nodes-twilio-conversations.twilioConversationsTool',
		});
		expect(asTool.json).toEqual([{ message: 'Nothing was found' }]);
	});
});
