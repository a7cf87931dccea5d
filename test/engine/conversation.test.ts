import { eventually } from '../support/eventually';
import { useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();
const DAY = 24 * 60 * 60 * 1000;

describe('Conversation: Create', () => {
	it('creates one without anybody where the open row was left as it is', async () => {
		const configurationId = service.emulator.store.addConfiguration().id;
		const { json, error } = await service.run('conversation', 'create', { configurationId });
		expect([error, json.length]).toEqual([undefined, 1]);
		expect(service.emulator.journal.map(({ body }) => body)).toEqual([{ configurationId }]);
	});

	const row = (address: string, more = {}) => ({
		values: [{ ...more, addresses: { values: [{ channel: 'SMS', address }] } }],
	});

	it.each([
		['an expression gives nothing', row('={{ $json.nothing }}')],
		['a name was entered, and no address', row('', { name: 'Ada' })],
		['the type was changed', row('', { type: 'AGENT' })],
	])('refuses a row without an address where %s', async (_why, participants) => {
		const configurationId = service.emulator.store.addConfiguration().id;
		const parameters = { configurationId, participants };
		const { error } = await service.run('conversation', 'create', parameters);
		expect(error?.message).toMatch(/^'Participants > Participant 1 > .*Address' is empty/);
		expect(service.requests()).toEqual([]);
	});

	it('creates a conversation with participants, metadata and name', async () => {
		const { store } = service.emulator;
		const configurationId = store.addConfiguration().id;
		const { json } = await service.run('conversation', 'create', {
			configurationId: { __rl: true, mode: 'list', value: configurationId },
			participants: {
				values: [
					{
						name: 'Ada',
						type: 'CUSTOMER',
						addresses: { values: [{ channel: 'SMS', address: '+15017122661' }] },
					},
				],
			},
			additionalFields: {
				name: 'Order 4711',
				metadata: { values: [{ key: 'order.id', value: '4711' }] },
			},
		});
		const [created] = [...store.conversations.values()];
		expect(json).toEqual([
			{
				id: created.id,
				name: 'Order 4711',
				status: 'ACTIVE',
				configurationId,
				createdAt: expect.any(String),
				updatedAt: expect.any(String),
				metadata: { 'order.id': '4711' },
				customerAddress: '+15017122661',
				participants: ['Ada (customer) +15017122661 SMS'],
				participantIds: [created.participants[0].id],
				created: true,
			},
		]);
	});

	const someone = {
		defineUsing: 'json',
		participantsJson: '[{ "addresses": [{ "channel": "SMS", "address": "+15017122661" }] }]',
	};
	const existing = () =>
		service.conversation({
			participants: [{ addresses: [{ channel: 'SMS', address: '+15017122661' }] }],
		});

	it('names the conversation that is in the way, and creates nothing', async () => {
		const { id, configurationId } = existing();
		const { error } = await service.run('conversation', 'create', {
			configurationId,
			...someone,
		});
		expect(error?.message).toBe(`These participants already have an open conversation: "${id}"`);
		expect(error?.description).toContain("set 'If It Already Exists' to 'Return Existing'");
		expect(service.emulator.store.conversations.size).toBe(1);
	});

	it('returns the existing conversation when told to', async () => {
		const { id, configurationId } = existing();
		const { json } = await service.run('conversation', 'create', {
			configurationId,
			ifExists: 'returnExisting',
			...someone,
		});
		expect(json).toEqual([expect.objectContaining({ id, status: 'ACTIVE', created: false })]);
		expect(service.requests()).toEqual(['POST /v2/Conversations', `GET /v2/Conversations/${id}`]);
	});
});

describe('Conversation: Get', () => {
	it('returns what Twilio returned when it is not simplified', async () => {
		const { id } = service.conversation({ name: 'Raw' });
		const { json } = await service.run('conversation', 'get', {
			conversationId: id,
			simplify: false,
		});
		expect(json).toEqual([
			expect.objectContaining({ id, accountId: service.emulator.accountSid, name: 'Raw' }),
		]);
		expect(json[0].configuration).toEqual(
			expect.objectContaining({ displayName: expect.any(String) }),
		);
	});

	it('sends nothing but a GET', async () => {
		const { id } = service.conversation();
		await service.run('conversation', 'get', { conversationId: id });
		expect(service.requests()).toEqual([`GET /v2/Conversations/${id}`]);
	});
});

describe('Conversation: Get Many', () => {
	const ids = (json: Array<{ id?: unknown }>) => json.map(({ id }) => id);

	it('stops at the limit', async () => {
		service.emulator.seed({ conversations: 20 });
		const { json } = await service.run('conversation', 'getAll', { limit: 7 });
		expect(new Set(ids(json)).size).toBe(7);
		expect(service.requests()).toHaveLength(1);
	});

	it('returns all over several pages, each record once', async () => {
		const { conversationIds } = service.emulator.seed({ conversations: 2500 });
		const { json } = await service.run('conversation', 'getAll', { returnAll: true });
		expect(ids(json).sort()).toEqual([...conversationIds].sort());
		expect(service.requests()).toHaveLength(3);
	});

	it('sends the filters again with every page', async () => {
		service.emulator.seed({ conversations: 2500, statuses: { ACTIVE: 1, INACTIVE: 0, CLOSED: 0 } });
		await service.run('conversation', 'getAll', {
			returnAll: true,
			filters: { status: ['ACTIVE', 'INACTIVE'] },
		});
		const { journal } = service.emulator;
		expect(journal.length).toBeGreaterThan(1);
		for (const { query } of journal) expect(query.status).toEqual(['ACTIVE', 'INACTIVE']);
	});

	it.each([
		['with whole records', false],
		['with records that lack their dates', true],
	])('keeps only what is old enough, named so and of that configuration, %s', async (_, omits) => {
		const { emulator } = service;
		emulator.configure({ listOmitsFields: omits });
		const now = emulator.clock.now();
		const configurationId = emulator.store.addConfiguration().id;
		const wanted = {
			configurationId,
			name: 'My ORDER 1',
			createdAt: now - 40 * DAY,
			updatedAt: now - 9 * DAY,
		};
		const { id } = service.conversation(wanted);
		service.conversation({ ...wanted, updatedAt: now - 2 * DAY });
		service.conversation({ ...wanted, createdAt: now - 20 * DAY });
		service.conversation({ ...wanted, name: 'Another' });
		service.conversation({ ...wanted, configurationId: emulator.store.addConfiguration().id });
		const { json } = await service.run('conversation', 'getAll', {
			returnAll: true,
			filters: {
				nameContains: 'order',
				createdBefore: new Date(now - 30 * DAY).toISOString(),
				updatedBefore: new Date(now - 7 * DAY).toISOString(),
				configurationId: { __rl: true, mode: 'id', value: configurationId },
			},
		});
		expect(ids(json)).toEqual([id]);
	});

	it('filters by what the list has before it fetches any record', async () => {
		service.emulator.seed({ conversations: 2_000 });
		service.emulator.configure({ listOmitsFields: true });
		const filters = { nameContains: 'nowhere', createdBefore: '2026-01-01T00:00:00Z' };
		const { json } = await service.run('conversation', 'getAll', { returnAll: true, filters });
		expect(json).toEqual([]);
		expect(service.requests()).toEqual(Array(2).fill('GET /v2/Conversations'));
	});

	it('fetches no more than a limit of 1 needs, and no page of 1,000', async () => {
		service.emulator.seed({ conversations: 5_000 });
		service.emulator.configure({ listOmitsFields: true });
		const filters = { createdBefore: new Date(service.emulator.clock.now() + DAY).toISOString() };
		const { json } = await service.run('conversation', 'getAll', { limit: 1, filters });
		expect(json).toHaveLength(1);
		expect(service.requests()).toHaveLength(2);
		expect(service.emulator.journal[0].query.pageSize).toBe('100');
	});

	it('reads larger pages the longer it searches', async () => {
		service.emulator.seed({ conversations: 5_000 });
		const { id } = service.conversation({ name: 'Needle' });
		const filters = { nameContains: 'needle' };
		const { json } = await service.run('conversation', 'getAll', { limit: 1, filters });
		expect(ids(json)).toEqual([id]);
		const sizes = service.emulator.journal.map(({ query }) => Number(query.pageSize));
		expect(sizes).toEqual([100, 400, ...Array(5).fill(1000)]);
	});

	it('starts no further request once one has failed', async () => {
		service.emulator.seed({ conversations: 1_000 });
		const match = { path: '/v2/Conversations/' };
		service.emulator.configure({ listOmitsFields: true, latencyMs: 5 });
		service.emulator.failNext([{ kind: '429', retryAfter: 3600, match }]);
		const filters = { updatedBefore: new Date(service.emulator.clock.now()).toISOString() };
		const { error } = await service.run('conversation', 'getAll', { returnAll: true, filters });
		expect(error?.message).toContain('takes no more requests');
		expect(service.requests().length).toBeLessThan(200);
	});

	it('ends with an error, not a loop, when a page token repeats', async () => {
		service.emulator.seed({ conversations: 1100 });
		service.emulator.configure({ repeatPageToken: true });
		const { error } = await service.run('conversation', 'getAll', { returnAll: true });
		expect(error?.message).toContain('gave the same page token twice');
		expect(service.requests().length).toBeLessThan(5);
	});
});

describe('Conversation: Replace and Update', () => {
	it('closes a conversation', async () => {
		const conversation = service.conversation({ name: 'Keep me' });
		const { json } = await service.run('conversation', 'patch', {
			conversationId: conversation.id,
			updateFields: { status: 'CLOSED' },
		});
		expect(json[0]).toMatchObject({ id: conversation.id, status: 'CLOSED', name: 'Keep me' });
	});

	it('clears the name, merges metadata and replaces the status callbacks', async () => {
		const { id } = service.conversation({ name: 'Old', metadata: { keep: '1', drop: '2' } });
		const { json } = await service.run('conversation', 'patch', {
			conversationId: id,
			simplify: false,
			updateFields: {
				clearFields: ['name'],
				removeMetadataKeys: 'drop',
				metadata: { values: [{ key: 'add', value: '3' }] },
				statusCallbacks: { values: [{ url: 'https://example.com/a', method: 'POST' }] },
			},
		});
		expect(json[0]).toMatchObject({
			metadata: { keep: '1', add: '3' },
			configuration: { statusCallbacks: [{ url: 'https://example.com/a', method: 'POST' }] },
		});
		expect(json[0].name ?? null).toBeNull();
	});

	it('replaces status, name and metadata', async () => {
		const { id } = service.conversation({ name: 'Old', metadata: { old: '1' } });
		const { json } = await service.run('conversation', 'update', {
			conversationId: id,
			status: 'INACTIVE',
			defineUsing: 'json',
			updateFields: { name: 'New', metadataJson: '{ "new": "1" }' },
		});
		expect(json[0]).toMatchObject({ status: 'INACTIVE', name: 'New', metadata: { new: '1' } });
	});

	it.each([
		{ status: 400, code: 400 },
		{ status: 403, code: 50377 },
		{ status: 409, code: 409 },
		{ status: 422, code: 20422 },
	] as const)('says that a conversation is closed, whatever Twilio answers: %o', async (answer) => {
		service.emulator.configure({ closedConversation: answer });
		const { id } = service.conversation({ status: 'CLOSED' });
		const { error } = await service.run('conversation', 'patch', {
			conversationId: id,
			updateFields: { name: 'Too late' },
		});
		expect(error?.message).toBe(`The conversation "${id}" is closed and cannot be changed`);
		expect(error?.description).toContain('create a new conversation instead');
	});
});

describe('Conversation: Close', () => {
	withoutJitter();

	const close = async (id: string, how = {}) =>
		await service.run('conversation', 'close', { conversationId: id }, how);
	const onPatch = { method: 'PATCH' };
	const onRead = { method: 'GET' };

	it.each(['ACTIVE', 'INACTIVE'] as const)('closes one that is %s', async (status) => {
		const conversation = service.conversation({ name: 'Keep me', status });
		const { json } = await close(conversation.id);
		const { id } = conversation;
		expect(json).toEqual([
			expect.objectContaining({ id, status: 'CLOSED', name: 'Keep me', alreadyClosed: false }),
		]);
		expect(conversation.status).toBe('CLOSED');
		const path = `/v2/Conversations/${id}`;
		expect(service.requests()).toEqual([`GET ${path}`, `PATCH ${path}`]);
	});

	it('says that it was closed already, and writes nothing', async () => {
		const { id } = service.conversation({ status: 'CLOSED' });
		const { json } = await close(id);
		expect(json).toEqual([expect.objectContaining({ id, status: 'CLOSED', alreadyClosed: true })]);
		expect(service.requests()).toEqual([`GET /v2/Conversations/${id}`]);
	});

	it('closes each of several items once, also where two name the same one', async () => {
		const [one, other] = [service.conversation(), service.conversation()];
		const items = [one.id, other.id, one.id].map((id) => ({ json: { id } }));
		const { json } = await close('={{ $json.id }}', { items });
		expect(json.map(({ id, alreadyClosed }) => [id, alreadyClosed])).toEqual([
			[one.id, false],
			[other.id, false],
			[one.id, true],
		]);
	});

	it('is called by a model with the ID alone', async () => {
		const { id } = service.conversation();
		const { json } = await close("={{ $fromAI('id') }}", {
			type: 'n8n-nodes-twilio-conversations.twilioConversationsTool',
			items: [{ json: { query: { id } } }],
		});
		expect(json).toEqual([expect.objectContaining({ id, alreadyClosed: false })]);
	});

	it.each(['reset-after', '500-after', 'truncated', '500', '429', 'html'] as const)(
		'succeeds despite a fault of either request: %s',
		async (kind) => {
			// Side by side, since the node slows down after some of them.
			const closings = [onRead, onPatch].map(async ({ method }) => {
				const { id } = service.conversation();
				service.emulator.failNext([{ kind, retryAfter: 0, match: { method, path: id } }]);
				return await close(id);
			});
			for (const { json, error } of await Promise.all(closings)) {
				expect(error).toBeUndefined();
				expect(json).toEqual([expect.objectContaining({ status: 'CLOSED', alreadyClosed: false })]);
			}
			const failed = service.emulator.journal.filter(({ fault }) => fault !== undefined);
			expect(failed).toHaveLength(2);
		},
	);

	it.each([400, 403, 404, 409, 422] as const)(
		'is a success where somebody else was faster, and Twilio answers %d',
		async (status) => {
			service.emulator.configure({ closedConversation: { status, code: status } });
			const conversation = service.conversation();
			// Leaves time to close it between the read and the change.
			service.emulator.configure({ latencyMs: 50 });
			const closing = close(conversation.id);
			await eventually('the look', () => service.requests().length > 0, { intervalMs: 0 });
			conversation.status = 'CLOSED';
			const { json } = await closing;
			expect(json).toEqual([expect.objectContaining({ status: 'CLOSED', alreadyClosed: true })]);
		},
	);

	it('changes nothing when the conversation cannot be read first', async () => {
		const conversation = service.conversation();
		const answer = { status: 403, body: { code: 20403, message: 'Forbidden' } };
		service.emulator.failNext([{ kind: 'answer', answer, match: onRead }]);
		const { error } = await close(conversation.id);
		expect(error).toMatchObject({ httpCode: '403' });
		expect(conversation.status).toBe('ACTIVE');
		expect(service.requests()).toHaveLength(1);
	});

	it("fails with Twilio's refusal when the conversation is still open", async () => {
		const conversation = service.conversation();
		const answer = { status: 403, body: { code: 20403, message: 'Not yours' } };
		service.emulator.failNext([{ kind: 'answer', answer, match: onPatch }]);
		const { error } = await close(conversation.id);
		expect(error).toMatchObject({ httpCode: '403', context: { twilioCode: 20403 } });
		expect(conversation.status).toBe('ACTIVE');
	});

	it('does not call a conversation closed only because the change was accepted', async () => {
		service.emulator.configure({ ignoreStatusChanges: true });
		const { id } = service.conversation();
		const { error, json } = await close(id);
		expect(json).toEqual([]);
		expect(error?.message).toBe(
			`Twilio accepted to close the conversation "${id}", but its status is ACTIVE`,
		);
		expect(error).toMatchObject({ context: { conversationId: id, mayHaveRun: true } });
	});

	it('does not call a conversation open of which Twilio does not say the status', async () => {
		service.emulator.configure({ ignoreStatusChanges: true });
		const { id } = service.conversation();
		const answer = { status: 200, body: { id } };
		service.emulator.failNext([{ kind: 'answer', answer, match: onRead, skip: 1 }]);
		const { error, json } = await close(id);
		expect(json).toEqual([]);
		expect(error?.message).toBe(
			`Twilio accepted to close the conversation "${id}", but does not say its status`,
		);
		expect(error?.description).toBe('It may still be open. Run it again in a moment.');
	});

	it('says that the change was accepted when reading the result is refused', async () => {
		service.emulator.configure({ ignoreStatusChanges: true });
		const { id } = service.conversation();
		const answer = { status: 403, body: { code: 20403, message: 'Forbidden' } };
		service.emulator.failNext([{ kind: 'answer', answer, match: onRead, skip: 1 }]);
		const { error } = await close(id);
		expect(error?.message).toMatch(
			new RegExp(`^Twilio accepted to close the conversation "${id}", but whether it is closed`),
		);
		expect(error).toMatchObject({ context: { conversationId: id, mayHaveRun: true } });
	});
});

describe('Conversation: Delete', () => {
	it('waits until it is gone', async () => {
		const { id } = service.conversation();
		const { json } = await service.run('conversation', 'delete', { conversationId: id });
		expect(json).toEqual([{ deleted: true, id, operationId: expect.stringMatching(/^proc_job_/) }]);
		expect(service.emulator.store.conversations.get(id)).toBeUndefined();
	});

	it('returns the operation at once when told not to wait', async () => {
		const { id } = service.conversation();
		const { json } = await service.run('conversation', 'delete', {
			conversationId: id,
			options: { waitForCompletion: false },
		});
		expect(json).toEqual([
			{
				accepted: true,
				id,
				operationId: expect.stringMatching(/^proc_job_/),
				statusUrl: expect.stringContaining('/v2/ControlPlane/Operations/proc_job_'),
			},
		]);
		expect(service.requests()).toEqual([`DELETE /v2/Conversations/${id}`]);
	});

	it('sends the same key for the same conversation in one execution, another in the next', async () => {
		const { id } = service.conversation();
		const keyOf = async (executionId: string) => {
			service.emulator.journal.length = 0;
			await service.run(
				'conversation',
				'delete',
				{ conversationId: id, options: { waitForCompletion: false } },
				{ executionId },
			);
			return service.emulator.journal[0].idempotencyKey;
		};
		const first = await keyOf('7');
		expect(first).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(await keyOf('7')).toBe(first);
		expect(service.emulator.journal[0].outcome).toBe('replayed');
		expect(await keyOf('8')).not.toBe(first);
	});

	it.each([
		['FAILED', 'could not be completed at Twilio'],
		['CANCELLED', 'was cancelled at Twilio'],
	] as const)(
		"fails, with Twilio's own reason, when the operation ends %s",
		async (ended, text) => {
			service.emulator.configure({ operationOutcome: ended });
			const { id } = service.conversation();
			const { error } = await service.run('conversation', 'delete', { conversationId: id });
			expect(error?.message).toContain(text);
		},
	);

	it('says how to go on when Max Wait is over', async () => {
		service.emulator.configure({ operationPolls: null, operationMs: null });
		const { id } = service.conversation();
		const { error } = await service.run('conversation', 'delete', {
			conversationId: id,
			options: { maxWait: 1 },
		});
		const [operation] = [...service.emulator.store.operations.values()];
		expect(error?.message).toBe(`The operation "${operation.id}" is not finished after 1 second`);
		expect(error?.description).toContain('Wait for Completion');
	});
});

describe('Background Operation', () => {
	it('gets the state, and waits for the end', async () => {
		service.emulator.configure({ operationPolls: 1, operationShowsRunning: false });
		const { id } = service.conversation();
		const { json } = await service.run('conversation', 'delete', {
			conversationId: id,
			options: { waitForCompletion: false },
		});
		const operationId = String(json[0].operationId);
		const now = await service.run('operation', 'get', { operationId });
		expect(now.json).toEqual([expect.objectContaining({ operationId, status: 'PENDING' })]);
		const end = await service.run('operation', 'wait', { operationId });
		expect(end.json).toEqual([expect.objectContaining({ operationId, status: 'COMPLETED' })]);
	});
});
