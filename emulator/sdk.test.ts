import { randomUUID } from 'node:crypto';

import twilio from 'twilio';

import { loadContract } from './contract';
import { startEmulator } from './index';
import type { Emulator } from './index';

/** Twilio's SDK 6.2 is the referee: it calls every endpoint and parses every answer. */
describe('Twilio SDK 6.2 against the emulator', () => {
	let emulator: Emulator;
	const connect = (user: string, password: string) => {
		const client = twilio(user, password, { accountSid: emulator.accountSid });
		client.conversations.baseUrl = emulator.url;
		return client.conversations.v2;
	};

	beforeAll(async () => {
		emulator = await startEmulator({ switches: { operationPolls: 0 } });
	});
	beforeEach(() => emulator.reset());
	afterAll(() => emulator.close());

	it('drives all 22 endpoints and reads typed answers', async () => {
		const v2 = connect(emulator.accountSid, emulator.authToken);
		const settings = {
			displayName: 'Support',
			description: 'Customer support',
			conversationGroupingType: 'GROUP_BY_PARTICIPANT_ADDRESSES',
			memoryStoreId: 'mem_store_01k1zzzzzzzzzzzzzzzzzzzzzz',
			channelSettings: {
				SMS: {
					statusTimeouts: { inactive: 10, closed: 30 },
					captureRules: [{ from: '*', to: '*' }],
				},
			},
		};

		const accepted = await v2.configurations.createWithHttpInfo(settings);
		expect(accepted.statusCode).toBe(202);
		expect(accepted.body.statusUrl).toContain('/v2/ControlPlane/Operations/proc_job_');
		const configurationId = accepted.body.related?.configurationId ?? '';
		const operationId = accepted.body.statusUrl?.split('/').pop() ?? '';
		const operation = await v2.operations(operationId).fetch();
		expect(operation.status).toBe('COMPLETED');
		expect(operation.completedAt).toBeInstanceOf(Date);

		const configuration = await v2.configurations(configurationId).fetch();
		expect(configuration).toMatchObject({ displayName: 'Support', version: 1 });
		expect(configuration.createdAt).toBeInstanceOf(Date);
		expect(await v2.configurations.list({ pageSize: 10 })).toHaveLength(1);

		const conversation = await v2.conversations.create({
			configurationId,
			name: 'Order 42',
			metadata: { order: '42' },
			configuration: { intelligenceConfigurationIds: ['intelligence_configuration_1'] },
			participants: [
				{ name: 'Ada', type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+15005550001' }] },
			],
		});
		expect(conversation).toMatchObject({
			accountId: emulator.accountSid,
			status: 'ACTIVE',
			metadata: { order: '42' },
		});
		expect(conversation.createdAt).toBeInstanceOf(Date);
		const { id = '' } = conversation;
		expect((await v2.conversations(id).fetch()).name).toBe('Order 42');
		const listed = await v2.conversations.list({ status: ['ACTIVE', 'CLOSED'], limit: 5 });
		expect(listed.map((entry) => entry.id)).toEqual([id]);

		const participants = v2.participants(id);
		const agent = await participants.create({
			name: 'Bob',
			type: 'HUMAN_AGENT',
			addresses: [{ channel: 'SMS', address: '+15005550006' }],
		});
		expect((await participants(agent.id).fetch()).name).toBe('Bob');
		const renamed = await participants(agent.id).update({
			name: 'Rob',
			type: 'HUMAN_AGENT',
			addresses: [{ channel: 'SMS', address: '+15005550006' }],
		});
		expect(renamed.name).toBe('Rob');
		expect(await participants.list()).toHaveLength(2);

		const communications = v2.communications(id);
		const communication = await communications.create({
			author: { address: '+15005550001', channel: 'SMS' },
			content: { type: 'TEXT', text: 'Hello' },
			recipients: [{ address: '+15005550006', channel: 'SMS' }],
			resourceId: 'SM1',
			occurredAt: new Date('2026-01-02T03:04:05.678Z'),
		});
		expect(communication.occurredAt.toISOString()).toBe('2026-01-02T03:04:05.678Z');
		expect((await communications(communication.id).fetch()).resourceId).toBe('SM1');
		expect(await communications.list()).toHaveLength(1);
		const first = await communications.create({
			author: { address: '+15005550001', channel: 'SMS' },
			content: { type: 'TEXT', text: 'The first of all' },
			recipients: [{ address: '+15005550006', channel: 'SMS' }],
			occurredAt: new Date(0),
		});
		expect(first.occurredAt.getTime()).toBe(0);

		const actions = v2.actions(id);
		const action = await actions.create({
			type: 'SEND_MESSAGE',
			payload: {
				from: { participantId: agent.id },
				to: [{ address: '+15005550001', channel: 'SMS' }],
				content: { text: 'Hi Ada' },
			},
		});
		expect(action.status).toBe('PENDING');
		await actions(action.id).fetch();
		const done = await actions(action.id).fetch();
		expect(done.status).toBe('COMPLETED');
		expect(done.related.communicationId).toMatch(/^conv_communication_/);

		const closed = await v2.conversations(id).patch({ name: null, status: 'INACTIVE' });
		expect(closed).toMatchObject({ name: null, status: 'INACTIVE' });
		expect((await v2.conversations(id).update({ status: 'CLOSED' })).status).toBe('CLOSED');
		const removal = await v2.conversations(id).remove({ idempotencyKey: randomUUID() });
		expect(removal.related).toEqual({ conversationId: id });

		await v2.configurations(configurationId).update({ ...settings, description: 'Changed' });
		await v2.configurations(configurationId).patch({ statusCallbacks: [] });
		await v2.configurations(configurationId).remove();

		const used = new Set(emulator.journal.map((entry) => entry.operationId));
		const all = (await loadContract()).map((entry) => entry.operationId);
		expect(all).toHaveLength(22);
		expect([...used].sort()).toEqual([...all].sort());
		expect(emulator.journal.map((entry) => entry.status).filter((status) => status >= 300)).toEqual(
			[],
		);
		expect(emulator.violations).toEqual([]);
	});

	it('accepts an API key and its secret (Twilio OpenAPI: basic_apikey_or_accountsid)', async () => {
		const v2 = connect(emulator.apiKeySid, emulator.apiKeySecret);
		await expect(v2.configurations.list({ limit: 1 })).resolves.toHaveLength(0);
	});

	it('walks all pages and sends the filters again (SDK 6.2: TokenPage)', async () => {
		emulator.seed({ conversations: 23, statuses: { ACTIVE: 1, INACTIVE: 0, CLOSED: 1 } });
		const first = emulator.journal.length;
		const v2 = connect(emulator.accountSid, emulator.authToken);
		const closed = await v2.conversations.list({ status: ['CLOSED', 'INACTIVE'], pageSize: 3 });
		const expected = [...emulator.store.conversations.values()].filter(
			({ status }) => status === 'CLOSED',
		);
		expect(closed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
		const requests = emulator.journal.slice(first);
		expect(requests.length).toBe(Math.ceil(expected.length / 3));
		expect(requests.every(({ query }) => String(query.status) === 'CLOSED,INACTIVE')).toBe(true);
	});

	it('raises what the emulator refuses as a RestException with code and status', async () => {
		const v2 = connect(emulator.accountSid, emulator.authToken);
		await expect(v2.conversations('conv_conversation_none').fetch()).rejects.toMatchObject({
			status: 404,
			code: 20404,
		});
		const stranger = connect(emulator.accountSid, 'wrong');
		await expect(stranger.conversations.list()).rejects.toMatchObject({ status: 401 });
	});
});
