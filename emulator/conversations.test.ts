import { finish, person } from './testClient';
import { useApi } from './useApi';

describe('conversations', () => {
	const service = useApi();
	const { api } = service;
	let configurationId: string;

	beforeEach(() => {
		configurationId = service.emulator.store.addConfiguration().id;
	});
	afterEach(() => expect(service.emulator.violations).toEqual([]));

	const create = async (extra: object = {}) =>
		await api('POST', '/v2/Conversations', { configurationId, ...extra });
	const createdId = async (extra: object = {}) => (await create(extra)).body.id;

	it('has ids in the TypeID form of Twilio docs and answers 404 with code 20404 for others', async () => {
		expect(await createdId()).toMatch(/^conv_conversation_[0-7][0-9a-z]{25}$/);
		const missing = await api('GET', '/v2/Conversations/conv_conversation_01');
		expect(missing.status).toBe(404);
		expect(missing.body).toMatchObject({ code: 20404, status: 404 });
		const unknown = await api('POST', '/v2/Conversations', {
			configurationId: 'conv_configuration_1',
		});
		expect(unknown.status).toBe(404);
	});

	it('can accept a change of the status without carrying it out', async () => {
		service.emulator.configure({ ignoreStatusChanges: true });
		const path = `/v2/Conversations/${await createdId()}`;
		const answer = await api('PATCH', path, { status: 'CLOSED', name: 'Changed' });
		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject({ status: 'ACTIVE', name: 'Changed' });
	});

	describe('409 for participants that an open conversation has (Twilio OpenAPI: Conflict; body from Twilio Agent Connect tests)', () => {
		it('names the conversation in header and message', async () => {
			const id = await createdId({ participants: [person('+15005550001')] });
			const conflict = await create({ participants: [person('+15005550001')] });
			expect(conflict.status).toBe(409);
			expect(conflict.headers.get('x-conflicting-resource-id')).toBe(id);
			expect(conflict.body).toEqual({
				code: 400,
				message: `Address mapping already exists on conversation ${id}`,
				more_info: 'https://www.twilio.com/docs/errors/400',
				status: 409,
			});
		});

		it('lets the same participants in again when the conversation is closed', async () => {
			const id = await createdId({ participants: [person('+15005550001')] });
			await api('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
			expect((await create({ participants: [person('+15005550001')] })).status).toBe(201);
		});

		// SDK 6.2: ConversationsV2ConversationGroupingType
		it.each([
			['GROUP_BY_PARTICIPANT_ADDRESSES', 409],
			['GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE', 201],
		] as const)(
			'%s: the same number on WhatsApp gets %i',
			async (conversationGroupingType, status) => {
				configurationId = service.emulator.store.addConfiguration({ conversationGroupingType }).id;
				await create({ participants: [person('+15005550001')] });
				const whatsapp = person('whatsapp:+15005550001', 'CUSTOMER', 'WHATSAPP');
				expect((await create({ participants: [whatsapp] })).status).toBe(status);
			},
		);

		it('GROUP_BY_PROFILE goes by the profile of the customer only', async () => {
			configurationId = service.emulator.store.addConfiguration({
				conversationGroupingType: 'GROUP_BY_PROFILE',
			}).id;
			const ada = (address: string, type: string) => ({
				...person(address, type),
				profileId: 'p1',
			});
			await create({ participants: [ada('+15005550001', 'CUSTOMER')] });
			expect((await create({ participants: [ada('+15005550002', 'CUSTOMER')] })).status).toBe(409);
			expect((await create({ participants: [ada('+15005550003', 'AGENT')] })).status).toBe(201);
		});
	});

	describe('closed conversations are immutable (Twilio docs: lifecycle)', () => {
		it.each([
			['PATCH', '', { name: 'x' }],
			['PATCH', '', { status: 'ACTIVE' }],
			['PUT', '', { status: 'ACTIVE' }],
			['POST', '/Participants', person('+15005550002')],
			[
				'POST',
				'/Communications',
				{
					author: { address: '+1', channel: 'SMS' },
					content: { type: 'TEXT', text: 'x' },
					recipients: [{ address: '+2', channel: 'SMS' }],
				},
			],
		])('refuses %s%s %j with the status the switch says', async (method, sub, body) => {
			const id = await createdId();
			await api('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
			const path = `/v2/Conversations/${id}${sub}`;
			expect((await api(method, path, body)).status).toBe(400);
			service.emulator.configure({ closedConversation: { status: 403, code: 50377 } });
			const refused = await api(method, path, body);
			expect(refused).toMatchObject({ status: 403, body: { code: 50377 } });
			expect(service.emulator.store.conversations.get(id)?.status).toBe('CLOSED');
		});
	});

	it('PUT clears what it leaves out, or keeps it by switch (not documented)', async () => {
		const given = { name: 'Old', metadata: { a: '1' } };
		const id = await createdId(given);
		service.emulator.configure({ conversationPut: 'merge' });
		const merged = await api('PUT', `/v2/Conversations/${id}`, { status: 'INACTIVE' });
		expect(merged.body).toMatchObject({ ...given, status: 'INACTIVE' });
		service.emulator.configure({ conversationPut: 'replace' });
		const replaced = await api('PUT', `/v2/Conversations/${id}`, { status: 'ACTIVE' });
		expect(replaced.body).toMatchObject({ name: null, status: 'ACTIVE' });
		expect(replaced.body.metadata).toBeUndefined();
	});

	it('PATCH leaves what it does not name and clears the name with null (SDK 6.2: PatchConversationByIdRequest)', async () => {
		const id = await createdId({ name: 'Old', metadata: { a: '1' } });
		await api('PATCH', `/v2/Conversations/${id}`, { status: 'INACTIVE' });
		const cleared = await api('PATCH', `/v2/Conversations/${id}`, { name: null });
		expect(cleared.body).toMatchObject({ name: null, status: 'INACTIVE', metadata: { a: '1' } });
	});

	it('PATCH merges metadata, null removes, at most 8 entries after the merge (SDK 6.2, Twilio docs: metadata)', async () => {
		const seven = Object.fromEntries('abcdefg'.split('').map((key) => [key, key]));
		const id = await createdId({ metadata: seven });
		const path = `/v2/Conversations/${id}`;
		const merged = await api('PATCH', path, { metadata: { a: null, h: 'h', i: 'i' } });
		expect(Object.keys(Object(merged.body.metadata)).sort()).toEqual('bcdefghi'.split(''));
		expect((await api('PATCH', path, { metadata: { j: 'j' } })).status).toBe(400);
		expect((await api('PATCH', path, { metadata: { b: null, j: 'j' } })).status).toBe(200);
	});

	it.each([
		['a key of 129 characters', { ['k'.repeat(129)]: 'v' }],
		['a key with a space', { 'a b': 'v' }],
		['a value of 513 characters', { key: 'v'.repeat(513) }],
		['nine entries', Object.fromEntries([...'abcdefghi'].map((key) => [key, 'v']))],
		['a value that is no text', { key: 1 }],
	])('refuses metadata with %s (SDK 6.2: limits)', async (_what, metadata) => {
		expect((await create({ metadata })).status).toBe(400);
	});

	it('refuses what Twilio OpenAPI does not allow: 51 participants, unknown fields, callbacks at creation', async () => {
		const many = Array.from({ length: 51 }, (_, index) => person(`+1500555${index}`));
		expect((await create({ participants: many })).status).toBe(400);
		expect((await create({ participants: many.slice(1) })).status).toBe(201);
		const typo = await create({ nmae: 'x' });
		expect(typo.status).toBe(400);
		expect(String(typo.body.message)).toContain('nmae');
		const statusCallbacks = [{ url: 'https://example.com' }];
		expect((await create({ configuration: { statusCallbacks } })).status).toBe(400);
		expect((await api('POST', '/v2/Conversations')).status).toBe(400);
	});

	it('keeps own intelligence settings at creation and copies the rest (SDK 6.2: …RequestConfiguration)', async () => {
		const own = {
			intelligenceConfigurationIds: ['i1'],
			traitExtractionStrategyIds: ['t1'],
			observationExtractionStrategyIds: ['o1'],
		};
		const { body } = await create({ configuration: { ...own, workflows: [{ flowId: 'FW1' }] } });
		expect(body.configuration).toMatchObject({ ...own, memoryExtractionEnabled: false });
	});

	describe('statusCallbacks of a conversation', () => {
		const callbacks = [{ url: 'http://127.0.0.1:9/a', method: 'POST' as const }];
		const patch = async (statusCallbacks: unknown) => {
			configurationId = service.emulator.store.addConfiguration({ statusCallbacks: callbacks }).id;
			const path = `/v2/Conversations/${await createdId()}`;
			service.emulator.configure({ callbacks: false });
			return await api('PATCH', path, { configuration: { statusCallbacks } });
		};

		it('PATCH with an empty list clears them (Twilio docs: Conversation PATCH)', async () => {
			expect((await patch([])).body.configuration.statusCallbacks).toEqual([]);
		});

		it('takes 20 and refuses 21 (Twilio OpenAPI)', async () => {
			const list = Array.from({ length: 21 }, (_, index) => ({
				url: `https://example.com/${index}`,
			}));
			expect((await patch(list.slice(1))).body.configuration.statusCallbacks).toHaveLength(20);
			expect((await patch(list)).status).toBe(400);
		});

		// Not documented, hence the switch.
		it.each([
			['clear', 200, []],
			['ignore', 200, callbacks],
			['reject', 400, undefined],
		] as const)('null: %s gets %i', async (nullStatusCallbacks, status, left) => {
			service.emulator.configure({ nullStatusCallbacks });
			const answer = await patch(null);
			expect(answer.status).toBe(status);
			expect(answer.body.configuration?.statusCallbacks).toEqual(left);
		});

		it('refuses URLs that are not http(s), and http when https is asked for (Twilio docs: webhooks)', async () => {
			expect((await patch([{ url: 'ftp://example.com' }])).status).toBe(400);
			expect((await patch([{ url: 'not a url' }])).status).toBe(400);
			service.emulator.configure({ requireHttpsCallbacks: true });
			expect((await patch([{ url: 'http://example.com' }])).status).toBe(400);
		});
	});

	it('DELETE is asynchronous: still there until the operation completes, then 404 (Twilio docs: async operations)', async () => {
		const id = await createdId();
		const path = `/v2/Conversations/${id}`;
		const accepted = await api('DELETE', path);
		expect(accepted.status).toBe(202);
		expect(accepted.body.related).toEqual({ conversationId: id });
		expect((await api('GET', path)).status).toBe(200);
		expect((await finish(api, accepted)).body.status).toBe('COMPLETED');
		expect((await api('GET', path)).status).toBe(404);
		expect((await api('DELETE', path)).status).toBe(404);
	});

	it('DELETE answers 409 while a delete is pending, and again 202 when that one failed (Twilio OpenAPI declares 409)', async () => {
		const path = `/v2/Conversations/${await createdId()}`;
		service.emulator.configure({ operationOutcome: 'FAILED' });
		const accepted = await api('DELETE', path);
		expect((await api('DELETE', path)).status).toBe(409);
		await finish(api, accepted);
		expect((await api('DELETE', path)).status).toBe(202);
	});

	describe('list', () => {
		it('filters by several statuses, repeated keys (SDK 6.2: qs arrayFormat repeat)', async () => {
			service.emulator.seed({ conversations: 50 });
			const listed = await api(
				'GET',
				'/v2/Conversations?status=CLOSED&status=INACTIVE&pageSize=100',
			);
			const statuses = new Set(listed.body.conversations.map((entry) => entry.status));
			expect([...statuses].sort()).toEqual(['CLOSED', 'INACTIVE']);
		});

		it('filters by channelId of a communication or an address (Twilio docs: call or message SID)', async () => {
			const address = { channel: 'VOICE', address: '+15005550001', channelId: 'CA1' };
			const id = await createdId({ participants: [{ addresses: [address] }] });
			const other = await createdId();
			await api('POST', `/v2/Conversations/${other}/Communications`, {
				author: { address: '+1', channel: 'SMS' },
				content: { type: 'TEXT', text: 'x' },
				recipients: [{ address: '+2', channel: 'SMS' }],
				channelId: 'SM1',
			});
			const idsFor = async (channelId: string) =>
				(await api('GET', `/v2/Conversations?channelId=${channelId}`)).body.conversations.map(
					(entry) => entry.id,
				);
			expect(await idsFor('CA1')).toEqual([id]);
			expect(await idsFor('SM1')).toEqual([other]);
		});

		it.each(['status=OPEN', 'pageSize=0', 'pageSize=1001', 'PageSize=5', 'pageSize=five'])(
			'refuses %s (Twilio OpenAPI)',
			async (query) => {
				expect((await api('GET', `/v2/Conversations?${query}`)).status).toBe(400);
			},
		);

		// github.com/twilio/ai skill: list answers are partial records.
		it('can leave out members, all the usual ones or chosen ones', async () => {
			await create();
			const members = async () =>
				Object.keys((await api('GET', '/v2/Conversations')).body.conversations[0] ?? {});
			expect(await members()).toEqual(expect.arrayContaining(['createdAt', 'configuration']));
			service.emulator.configure({ listOmitsFields: true });
			expect(await members()).not.toEqual(expect.arrayContaining(['createdAt']));
			expect(await members()).not.toEqual(expect.arrayContaining(['configuration']));
			service.emulator.configure({ listOmitsFields: ['participants'] });
			expect(await members()).toContain('createdAt');
			expect(await members()).not.toContain('participants');
		});
	});
});
