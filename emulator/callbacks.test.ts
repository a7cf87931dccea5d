import twilio from 'twilio';

import { bodyHash, signUrl, startEmulator } from './index';
import type { Emulator, StatusCallback } from './index';
import { apiOf, finish, person } from './testClient';
import type { Api } from './testClient';
import { startReceiver } from './testReceiver';
import type { Received, Receiver } from './testReceiver';

const { validateRequest, validateRequestWithBody } = twilio;

describe('status callbacks', () => {
	let emulator: Emulator;
	let receiver: Receiver;
	let api: Api;

	beforeAll(async () => {
		[emulator, receiver] = [await startEmulator(), await startReceiver()];
		api = apiOf(emulator);
	});
	beforeEach(() => {
		emulator.reset();
		receiver.received.length = 0;
	});
	afterEach(async () => {
		// Deliveries still in flight would arrive in the next test.
		await emulator.callbacks.idle();
		expect(emulator.violations).toEqual([]);
	});
	afterAll(async () => {
		await Promise.all([emulator.close(), receiver.close()]);
	});

	const signature = ({ headers }: Received) => String(headers['x-twilio-signature']);
	const genuine = (request: Received) =>
		validateRequestWithBody(emulator.authToken, signature(request), request.url, request.body);
	const eventOf = ({ body }: Received) => JSON.parse(body).eventType;
	const create = async (callback: Partial<StatusCallback> = {}, extra: object = {}) => {
		const statusCallbacks = [{ url: `${receiver.url}/hook`, ...callback }];
		const { id: configurationId } = emulator.store.addConfiguration({ statusCallbacks });
		const { body } = await api('POST', '/v2/Conversations', { configurationId, ...extra });
		return body;
	};
	const events = async () => {
		await emulator.callbacks.idle();
		return receiver.received.map(eventOf);
	};

	it('are POSTs of { eventType, timestamp, data } as JSON (Twilio docs: webhooks)', async () => {
		const conversation = await create();
		await emulator.callbacks.idle();
		const [request] = receiver.received;
		expect(request).toMatchObject({
			method: 'POST',
			headers: { 'content-type': 'application/json' },
		});
		const body = JSON.parse(request?.body ?? '');
		expect(Object.keys(body)).toEqual(['eventType', 'timestamp', 'data']);
		expect(new Date(body.timestamp).toISOString()).toBe(body.timestamp);
		expect(body.data).toMatchObject({ id: conversation.id, status: 'ACTIVE' });
		expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/);
	});

	it("pass the SDK's validateRequestWithBody, also with a query in the URL", async () => {
		await create();
		await create({ url: `${receiver.url}/hook?tenant=a%20b#rc=2` }, { name: 'x' });
		await emulator.callbacks.idle();
		expect(receiver.received.map(({ url }) => url.replace(/bodySHA256=\w+/, 'hash'))).toEqual([
			`${receiver.url}/hook?hash`,
			`${receiver.url}/hook?tenant=a%20b&hash`,
		]);
		expect(receiver.received.map(genuine)).toEqual([true, true]);
	});

	it('sign as the SDK does: a vector checked with SDK 6.2', () => {
		const body =
			'{"eventType":"CONVERSATION_CREATED","timestamp":"2026-01-01T00:00:00Z","data":{}}';
		expect(bodyHash(body)).toBe('ee0e8daba7dbeea8a6ddea9a3e8fb98f01d031a8e58d8c76064b88ac1159c061');
		const url = `https://n8n.example.com/webhook/abc?bodySHA256=${bodyHash(body)}`;
		expect(signUrl('12345', url)).toBe('agn4IgwNjeZzD5CWdkGqzBJpDLE=');
		expect(validateRequestWithBody('12345', signUrl('12345', url), url, body)).toBe(true);
	});

	// Twilio docs: webhooks, the seven event types (PARTICIPANT_REMOVED has no endpoint).
	it('come for each change, with the resource as data', async () => {
		const { id } = await create({}, { participants: [person('+15005550001')] });
		const path = `/v2/Conversations/${id}`;
		const agent = await api('POST', `${path}/Participants`, person('+15005550006', 'AGENT'));
		await api('PUT', `${path}/Participants/${agent.body.id}`, { name: 'Bob' });
		const communication = {
			author: { address: '+15005550001', channel: 'SMS' },
			content: { type: 'TEXT', text: 'Hello' },
			recipients: [{ address: '+15005550006', channel: 'SMS' }],
			resourceId: 'SM1',
		};
		await api('POST', `${path}/Communications`, communication);
		await api('POST', `${path}/Communications`, communication);
		emulator.configure({ actionMs: 0 });
		await api('POST', `${path}/Actions`, {
			type: 'SEND_MESSAGE',
			payload: {
				from: communication.author,
				to: communication.recipients,
				content: { text: 'Hi' },
			},
		});
		await api('PATCH', path, { name: 'Renamed' });
		await api('PATCH', path, { metadata: { quiet: 'yes' } });
		await api('PATCH', path, { status: 'CLOSED' });
		await finish(api, await api('DELETE', path));
		expect(await events()).toEqual([
			'CONVERSATION_CREATED',
			'PARTICIPANT_ADDED',
			'PARTICIPANT_ADDED',
			'PARTICIPANT_UPDATED',
			'COMMUNICATION_CREATED',
			'COMMUNICATION_UPDATED',
			'COMMUNICATION_CREATED',
			'CONVERSATION_UPDATED',
			'CONVERSATION_UPDATED',
		]);
		const data = receiver.received.map((request) => JSON.parse(request.body).data);
		expect(data.map((entry) => entry.conversationId ?? entry.id)).toEqual(data.map(() => id));
		expect(data.pop()).toMatchObject({ status: 'CLOSED', name: 'Renamed' });
	});

	it('stop with an empty list on the conversation (Twilio docs: Conversation PATCH)', async () => {
		const { id } = await create();
		await api('PATCH', `/v2/Conversations/${id}`, { configuration: { statusCallbacks: [] } });
		await api('PATCH', `/v2/Conversations/${id}`, { name: 'x' });
		expect(await events()).toEqual(['CONVERSATION_CREATED']);
	});

	it('go to every URL in the list', async () => {
		const url = `${receiver.url}/hook`;
		const { id } = await create();
		const statusCallbacks = [{ url }, { url: `${receiver.url}/other` }];
		await api('PATCH', `/v2/Conversations/${id}`, {
			name: 'x',
			configuration: { statusCallbacks },
		});
		await emulator.callbacks.idle();
		const paths = receiver.received.map((request) => new URL(request.url).pathname);
		expect(paths.sort()).toEqual(['/hook', '/hook', '/other']);
	});

	it('are GETs without body or hash where the list says GET (what they carry is not documented)', async () => {
		await create({ method: 'GET' });
		await emulator.callbacks.idle();
		const [request] = receiver.received;
		expect(request).toMatchObject({ method: 'GET', body: '', url: `${receiver.url}/hook` });
		expect(validateRequest(emulator.authToken, signature(request!), request!.url, {})).toBe(true);
	});

	it('are logged with what the receiver answered, also when there is none', async () => {
		await create();
		await create({ url: 'http://127.0.0.1:1/' }, { name: 'x' });
		await emulator.callbacks.idle();
		expect(emulator.callbacks.delivered.map(({ status }) => status).sort()).toEqual([204, null]);
		expect(emulator.callbacks.delivered.find(({ status }) => status === null)?.error).toBeTruthy();
	});

	it('can come twice with the same I-Twilio-Idempotency-Token (Twilio docs: webhook connection)', async () => {
		emulator.configure({ callbackDuplicates: 1 });
		const { id } = await create();
		await api('PATCH', `/v2/Conversations/${id}`, { name: 'x' });
		await emulator.callbacks.idle();
		const tokens = receiver.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
		expect(tokens).toHaveLength(4);
		expect(tokens[0]).toBe(tokens[1]);
		expect(tokens[2]).toBe(tokens[3]);
		expect(new Set(tokens).size).toBe(2);
	});

	it('can come in the wrong order, and none is lost', async () => {
		emulator.configure({ callbackReorder: true });
		const { id } = await create();
		await api('PATCH', `/v2/Conversations/${id}`, { name: 'first' });
		await api('PATCH', `/v2/Conversations/${id}`, { name: 'second' });
		const names = async () => {
			await emulator.callbacks.idle();
			return receiver.received.map(({ body }) => JSON.parse(body).data.name);
		};
		expect(await names()).toEqual(['first', null, 'second']);
	});

	it('can come late', async () => {
		emulator.configure({ callbackDelayMs: 60 });
		const before = performance.now();
		await create();
		await emulator.callbacks.idle();
		expect(receiver.received).toHaveLength(1);
		expect(performance.now() - before).toBeGreaterThanOrEqual(50);
	});

	it.each(['wrongToken', 'tamperedBody', 'missingHash'] as const)(
		'can be forged so that the SDK refuses them: %s',
		async (callbackForgery) => {
			emulator.configure({ callbackForgery });
			await create();
			await emulator.callbacks.idle();
			expect(receiver.received.map(genuine)).toEqual([false]);
		},
	);

	it.each([
		['a quote', '/hook?name="Ada"', '/hook?name=%22Ada%22'],
		['an umlaut', '/höök/ü?q=ü', '/h%C3%B6%C3%B6k/%C3%BC?q=%C3%BC'],
		['a fragment', '/hook#rc=3&rp=all', '/hook'],
	])('are signed as they are requested: %s', async (_what, path, requested) => {
		await create({ url: `${receiver.url}${path}` });
		await emulator.callbacks.idle();
		const [request] = receiver.received;
		expect(request?.url).toMatch(`${receiver.url}${requested}`);
		expect(receiver.received.map(genuine)).toEqual([true]);
	});

	it('send user and password of the URL as a header (Twilio docs: webhook security)', async () => {
		await create({ url: `${receiver.url.replace('//', '//ada:p%40ss@')}/hook` });
		await emulator.callbacks.idle();
		const [request] = receiver.received;
		expect(request?.headers.authorization).toBe(
			`Basic ${Buffer.from('ada:p@ss').toString('base64')}`,
		);
		expect(new URL(String(request?.url))).toMatchObject({ username: '', password: '' });
		expect(receiver.received.map(genuine)).toEqual([true]);
	});

	it('can come without signature', async () => {
		emulator.configure({ callbackForgery: 'missingSignature' });
		await create();
		await emulator.callbacks.idle();
		expect(receiver.received[0]?.headers).not.toHaveProperty('x-twilio-signature');
	});

	describe('time-outs of the lifecycle (Twilio docs: lifecycle)', () => {
		const MINUTE = 60_000;
		const timed = async (statusTimeouts: object, extra: object = {}) => {
			emulator.clock.freeze();
			const { id: configurationId } = emulator.store.addConfiguration({
				channelSettings: { SMS: { statusTimeouts } },
				statusCallbacks: [{ url: `${receiver.url}/hook` }],
			});
			const { body } = await api('POST', '/v2/Conversations', { configurationId, ...extra });
			return body.id;
		};
		const statusOf = (id: string) => emulator.store.conversations.get(id)?.status;

		it('INACTIVE and CLOSED are both counted from the last communication', async () => {
			const id = await timed({ inactive: 10, closed: 30 });
			emulator.clock.advance(10 * MINUTE - 1);
			expect(statusOf(id)).toBe('ACTIVE');
			emulator.clock.advance(1);
			expect(statusOf(id)).toBe('INACTIVE');
			emulator.clock.advance(20 * MINUTE - 1);
			expect(statusOf(id)).toBe('INACTIVE');
			emulator.clock.advance(1);
			expect(statusOf(id)).toBe('CLOSED');
			expect(await events()).toEqual([
				'CONVERSATION_CREATED',
				'CONVERSATION_UPDATED',
				'CONVERSATION_UPDATED',
			]);
		});

		it('closed alone closes straight from ACTIVE', async () => {
			const id = await timed({ closed: 5 });
			emulator.clock.advance(5 * MINUTE);
			expect(statusOf(id)).toBe('CLOSED');
			expect(await events()).toEqual(['CONVERSATION_CREATED', 'CONVERSATION_UPDATED']);
		});

		it('a communication makes it ACTIVE again and starts the count anew', async () => {
			const id = await timed({ inactive: 10, closed: 30 });
			emulator.clock.advance(29 * MINUTE);
			expect(statusOf(id)).toBe('INACTIVE');
			await api('POST', `/v2/Conversations/${id}/Communications`, {
				author: { address: '+1', channel: 'SMS' },
				content: { type: 'TEXT', text: 'x' },
				recipients: [{ address: '+2', channel: 'SMS' }],
			});
			expect(statusOf(id)).toBe('ACTIVE');
			emulator.clock.advance(9 * MINUTE);
			expect(statusOf(id)).toBe('ACTIVE');
		});

		it('without time-outs nothing closes for three years, and then everything', async () => {
			emulator.clock.freeze();
			const { id } = await create();
			const createdAt = new Date(emulator.clock.now());
			const end = createdAt.setUTCFullYear(createdAt.getUTCFullYear() + 3);
			emulator.clock.advance(end - emulator.clock.now() - 1);
			expect(statusOf(id)).toBe('ACTIVE');
			emulator.clock.advance(1);
			expect(statusOf(id)).toBe('CLOSED');
			expect(await events()).toEqual(['CONVERSATION_CREATED', 'CONVERSATION_UPDATED']);
		});
	});
});
