/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createHmac, randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { request } from 'undici';

import { bodyHash, signUrl } from '../../emulator';
import type { TriggerUnderTest } from '../support/engine';
import { expressRequest, expressResponse } from '../support/engine/webhookServer';
import { PRIVATE, useTrigger } from '../support/useTrigger';

const service = useTrigger();

const conversation = (status = 'ACTIVE') => ({
	id: 'conv_conversation_1',
	configurationId: 'conv_configuration_1',
	status,
	name: 'Order',
	participants: [{ addresses: [{ channel: 'SMS', address: '+15550001' }] }],
});
const communication = (address = '+15550001', channel = 'SMS') => ({
	id: 'conv_communication_1',
	conversationId: 'conv_conversation_1',
	author: { address, channel },
	content: { type: 'TEXT', text: 'Hello' },
	recipients: [],
});

const manual = (events: string[], more = {}) => ({
	listenOn: 'manual',
	events,
	simplify: false,
	options: PRIVATE,
	...more,
});

/** Posts as Twilio would, signed for the URL of the trigger unless told otherwise. */
async function post(
	trigger: TriggerUnderTest,
	body: unknown,
	{
		token = randomUUID() as string | null,
		url = trigger.url,
		signature = '',
		raw = '',
		headers = {},
	} = {},
) {
	const text = raw || JSON.stringify(body);
	const signed = `${url}?bodySHA256=${bodyHash(text)}`;
	const answer = await request(signed, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-twilio-signature': signature || signUrl(service.emulator.authToken, signed),
			...(token !== null && { 'i-twilio-idempotency-token': token }),
			...headers,
		},
		body: text,
	});
	return { status: answer.statusCode, body: await answer.body.text() };
}

const event = <Data>(eventType: string, data: Data) => ({
	eventType,
	timestamp: '2026-01-01T00:00:00Z',
	data,
});

describe('events of a configuration, end to end', () => {
	it('starts a flow for a conversation that is closed, and for nothing else', async () => {
		const { emulator } = service;
		const configurationId = emulator.store.addConfiguration().id;
		const trigger = await service.trigger({
			listenOn: 'configuration',
			configurationId: { __rl: true, mode: 'id', value: configurationId },
			events: ['CONVERSATION_CLOSED'],
			simplify: false,
		});
		await trigger.activate();
		const authorization = `Basic ${Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString('base64')}`;
		const call = async (method: 'POST' | 'PATCH', path: string, body: object) => {
			const answer = await request(`${emulator.url}${path}`, {
				method,
				headers: { authorization, 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return (await answer.body.json()) as { id: string };
		};
		const { id } = await call('POST', '/v2/Conversations', { configurationId });
		await call('PATCH', `/v2/Conversations/${id}`, { name: 'Renamed' });
		await call('PATCH', `/v2/Conversations/${id}`, { status: 'CLOSED' });
		await emulator.callbacks.idle();

		expect(emulator.callbacks.delivered.map(({ status }) => status)).toEqual([200, 200, 200]);
		// The columns of a table: what happened, when and to what, and then the IDs.
		expect(Object.keys(trigger.started[0].json)).toEqual([
			...['event', 'timestamp', 'data'],
			...['conversationId', 'eventType', 'deliveryId', 'eventId'],
		]);
		expect(trigger.started).toEqual([
			{
				json: {
					event: 'CONVERSATION_CLOSED',
					eventType: 'CONVERSATION_UPDATED',
					timestamp: expect.any(String),
					conversationId: id,
					data: expect.objectContaining({ id, status: 'CLOSED', name: 'Renamed' }),
					deliveryId: emulator.callbacks.delivered[2].idempotencyToken,
					eventId: bodyHash(emulator.callbacks.delivered[2].body),
				},
			},
		]);
	});

	it.each(['wrongToken', 'tamperedBody', 'missingSignature', 'missingHash'] as const)(
		'refuses a forged callback: %s',
		async (callbackForgery) => {
			const { emulator } = service;
			const configurationId = emulator.store.addConfiguration().id;
			const trigger = await service.trigger({
				listenOn: 'configuration',
				configurationId: { __rl: true, mode: 'id', value: configurationId },
				events: ['CONVERSATION_CREATED'],
			});
			await trigger.activate();
			emulator.configure({ callbackForgery });
			await request(`${emulator.url}/v2/Conversations`, {
				method: 'POST',
				headers: {
					authorization: `Basic ${Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString('base64')}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({ configurationId }),
			});
			await emulator.callbacks.idle();
			expect(emulator.callbacks.delivered.map(({ status }) => status)).toEqual([403]);
			expect(trigger.started).toEqual([]);
			const [line, ...others] = trigger.logged;
			expect(others).toEqual([]);
			expect(line).toContain('Refused a callback');
			expect(line).not.toContain(emulator.authToken);
		},
	);
});

describe('which events start a flow', () => {
	const all = [
		event('COMMUNICATION_CREATED', communication()),
		event('COMMUNICATION_UPDATED', communication()),
		event('CONVERSATION_CREATED', conversation()),
		event('CONVERSATION_UPDATED', conversation()),
		event('CONVERSATION_UPDATED', conversation('INACTIVE')),
		event('CONVERSATION_UPDATED', conversation('CLOSED')),
		event('PARTICIPANT_ADDED', { conversationId: 'conv_conversation_1' }),
		event('PARTICIPANT_REMOVED', { conversationId: 'conv_conversation_1' }),
		event('PARTICIPANT_UPDATED', { conversationId: 'conv_conversation_1' }),
	];

	it.each([
		[['COMMUNICATION_CREATED'], [0]],
		[['COMMUNICATION_UPDATED'], [1]],
		[['CONVERSATION_CREATED'], [2]],
		[['CONVERSATION_UPDATED'], [3, 4, 5]],
		[['CONVERSATION_INACTIVE'], [4]],
		[['CONVERSATION_CLOSED'], [5]],
		[
			['CONVERSATION_CLOSED', 'CONVERSATION_UPDATED'],
			[3, 4, 5],
		],
		[
			['PARTICIPANT_ADDED', 'PARTICIPANT_REMOVED'],
			[6, 7],
		],
		[['PARTICIPANT_UPDATED'], [8]],
	])('%j', async (events, expected) => {
		const trigger = await service.trigger(manual(events));
		for (const one of all) {
			expect(await post(trigger, one)).toEqual({ status: 200, body: '' });
		}
		expect(trigger.started.map(({ json }) => json.data)).toEqual(expected.map((i) => all[i].data));
		for (const { json } of trigger.started) expect(json.conversationId).toBe('conv_conversation_1');
	});

	it('does not take an update without a status for another event', async () => {
		const trigger = await service.trigger(manual(['PARTICIPANT_ADDED', 'CONVERSATION_CLOSED']));
		const update = event('CONVERSATION_UPDATED', { ...conversation(), status: undefined });
		expect((await post(trigger, update)).status).toBe(200);
		expect(trigger.started).toEqual([]);
	});

	it('ignores messages from given addresses, so that an answer starts nothing', async () => {
		const trigger = await service.trigger(
			manual(['COMMUNICATION_CREATED'], { filters: { ignoreAddresses: '+1999, +15550001' } }),
		);
		await post(trigger, event('COMMUNICATION_CREATED', communication('+15550001')));
		await post(trigger, event('COMMUNICATION_CREATED', communication('+15550002')));
		expect(trigger.started).toHaveLength(1);
	});

	it('filters by status and channel, each where it applies', async () => {
		const trigger = await service.trigger(
			manual(['CONVERSATION_UPDATED', 'COMMUNICATION_CREATED'], {
				filters: { status: ['CLOSED'], channel: ['SMS'] },
			}),
		);
		const sent = [
			event('CONVERSATION_UPDATED', conversation('CLOSED')),
			event('CONVERSATION_UPDATED', conversation('ACTIVE')),
			event('COMMUNICATION_CREATED', communication('+1', 'SMS')),
			event('COMMUNICATION_CREATED', communication('+1', 'CHAT')),
		];
		for (const one of sent) await post(trigger, one);
		expect(trigger.started.map(({ json }) => json.data)).toEqual([sent[0].data, sent[2].data]);
	});

	it('accepts an event type of Closed or Inactive, should Twilio ever send one', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CLOSED', 'CONVERSATION_INACTIVE']));
		for (const type of ['CONVERSATION_CLOSED', 'CONVERSATION_INACTIVE', 'CONVERSATION_CREATED']) {
			await post(trigger, event(type, { conversationId: 'conv_conversation_1' }));
		}
		expect(trigger.started.map(({ json }) => [json.event, json.conversationId])).toEqual([
			['CONVERSATION_CLOSED', 'conv_conversation_1'],
			['CONVERSATION_INACTIVE', 'conv_conversation_1'],
		]);
	});

	it('names the most specific of the chosen events', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CLOSED', 'CONVERSATION_UPDATED']));
		for (const status of ['ACTIVE', 'CLOSED', 'INACTIVE']) {
			await post(trigger, event('CONVERSATION_UPDATED', conversation(status)));
		}
		expect(trigger.started.map(({ json }) => json.event)).toEqual([
			'CONVERSATION_UPDATED',
			'CONVERSATION_CLOSED',
			'CONVERSATION_UPDATED',
		]);
	});

	it('applies the channel filter to communications and participants only', async () => {
		const trigger = await service.trigger(
			manual(['CONVERSATION_CREATED', 'PARTICIPANT_ADDED'], { filters: { channel: ['CHAT'] } }),
		);
		const added = (channel: string) =>
			event('PARTICIPANT_ADDED', { conversationId: 'c', addresses: [{ channel, address: '+1' }] });
		await post(trigger, event('CONVERSATION_CREATED', conversation()));
		await post(trigger, added('SMS'));
		await post(trigger, added('CHAT'));
		expect(trigger.started.map(({ json }) => json.event)).toEqual([
			'CONVERSATION_CREATED',
			'PARTICIPANT_ADDED',
		]);
	});

	it('filters updates of messages by delivery status', async () => {
		const trigger = await service.trigger(
			manual(['COMMUNICATION_CREATED', 'COMMUNICATION_UPDATED'], {
				messagesFrom: 'anyone',
				filters: { deliveryStatus: ['FAILED', 'READ'] },
			}),
		);
		const of = (type: string, ...statuses: string[]) =>
			event(type, {
				...communication(),
				recipients: statuses.map((deliveryStatus) => ({ address: '+1', deliveryStatus })),
			});
		const sent = [
			of('COMMUNICATION_UPDATED', 'DELIVERED', 'FAILED'),
			of('COMMUNICATION_UPDATED', 'DELIVERED'),
			of('COMMUNICATION_UPDATED'),
			of('COMMUNICATION_CREATED', 'INITIATED'),
		];
		for (const one of sent) await post(trigger, one);
		expect(trigger.started.map(({ json }) => json.data)).toEqual([sent[0].data, sent[3].data]);
	});

	it.each([
		['5 minutes', 5, 1],
		['5 minutes, which an expression has made a text', '5', 1],
		['any age', 0, 2],
	])('lets events of %s through', async (_what, maxEventAge, count) => {
		const trigger = await service.trigger(
			manual(['CONVERSATION_CREATED'], { options: { ...PRIVATE, maxEventAge } }),
		);
		for (const minutes of [4, 6]) {
			const timestamp = new Date(Date.now() - minutes * 60_000).toISOString();
			const body = { ...event('CONVERSATION_CREATED', conversation()), timestamp };
			expect((await post(trigger, body)).status).toBe(200);
		}
		expect(trigger.started).toHaveLength(count);
	});

	it.each([
		['5 min', 'must be a number'],
		[-1, 'must be at least 0'],
	])('cannot be published with a Max Event Age of "%s"', async (age, complaint) => {
		const options = { ...PRIVATE, maxEventAge: age };
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED'], { options }));
		await expect(trigger.activate()).rejects.toThrow(
			`'Options > Max Event Age (Minutes)' ${complaint}`,
		);
	});

	it('ignores addresses also in unknown events', async () => {
		const options = { ...PRIVATE, unknownEvents: true };
		const filters = { ignoreAddresses: '+15550001' };
		const trigger = await service.trigger(manual([], { options, filters }));
		for (const address of ['+15550001', '+15550002']) {
			await post(trigger, event('COMMUNICATION_DELETED', communication(address)));
		}
		expect(trigger.started.map(({ json }) => Object(json.data).author.address)).toEqual([
			'+15550002',
		]);
	});

	it('lets whatever Twilio signs through when told to, with the body when there is no data', async () => {
		const trigger = await service.trigger(
			manual([], { options: { ...PRIVATE, unknownEvents: true } }),
		);
		const result = { accountId: 'AC1', conversationId: 'conv_conversation_1', operatorResults: [] };
		expect((await post(trigger, result)).status).toBe(200);
		expect(trigger.started.map(({ json }) => json)).toMatchObject([
			{ event: 'OTHER', conversationId: 'conv_conversation_1', data: result },
		]);
	});

	it('lets unknown events through only when told to', async () => {
		const unknown = event('CONVERSATION_MERGED', { id: 'conv_conversation_1' });
		const closed = await service.trigger(manual(['CONVERSATION_CREATED']));
		const open = await service.trigger(
			manual(['CONVERSATION_CREATED'], { options: { ...PRIVATE, unknownEvents: true } }),
		);
		expect((await post(closed, unknown)).status).toBe(200);
		expect((await post(open, unknown)).status).toBe(200);
		expect([closed.started.length, open.started.length]).toEqual([0, 1]);
	});
});

describe('Listen On', () => {
	const events = ['CONVERSATION_UPDATED', 'PARTICIPANT_ADDED'];
	const updated = (id: string, configurationId?: string) =>
		event('CONVERSATION_UPDATED', { ...conversation(), id, configurationId });
	const joined = (conversationId: string) => event('PARTICIPANT_ADDED', { conversationId });
	// Conversations that began while it listened elsewhere keep its URL until they close.
	const all = [
		updated('conv_conversation_1', 'conv_configuration_1'),
		updated('conv_conversation_2', 'conv_configuration_2'),
		updated('conv_conversation_3'),
		joined('conv_conversation_1'),
		joined('conv_conversation_2'),
		event('PARTICIPANT_ADDED', {}),
	];
	const configurationId = { __rl: true, mode: 'list', value: 'conv_configuration_1' };
	const conversationId = { __rl: true, mode: 'id', value: ' conv_conversation_1 ' };

	it.each([
		[{ listenOn: 'configuration', configurationId }, [0, 2, 3, 4, 5]],
		[{ listenOn: 'conversation', conversationId }, [0, 3, 5]],
		[{ listenOn: 'manual' }, [0, 1, 2, 3, 4, 5]],
	])('decides which events start a flow: %j', async (listening, expected) => {
		const trigger = await service.trigger({ ...listening, events, simplify: false });
		for (const one of all) expect((await post(trigger, one)).status).toBe(200);
		const expectedData = expected.map((index) => JSON.parse(JSON.stringify(all[index].data)));
		expect(trigger.started.map(({ json }) => json.data)).toEqual(expectedData);
	});
});

describe('a body that is no event', () => {
	it.each(['[]', '"text"', '42', 'null', '{}', '{"eventType":1}', '{"data":{}}'])(
		'answers 400 to %s, and starts nothing',
		async (raw) => {
			const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
			expect((await post(trigger, {}, { raw })).status).toBe(400);
			expect(trigger.started).toEqual([]);
		},
	);

	it('may have data that is missing or of another type', async () => {
		const trigger = await service.trigger(
			manual(['CONVERSATION_CREATED', 'COMMUNICATION_CREATED']),
		);
		for (const data of [undefined, null, [], 'x', { id: 5 }, { participants: 'x', author: 3 }]) {
			expect((await post(trigger, { eventType: 'CONVERSATION_CREATED', data })).status).toBe(200);
		}
		expect(trigger.started).toHaveLength(6);
		const update = { eventType: 'CONVERSATION_UPDATED', data: { status: { toString: 5 } } };
		expect((await post(trigger, update)).status).toBe(200);
	});
});

describe('repeated deliveries', () => {
	it('start one flow, also when they come at the same moment', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
		const token = randomUUID();
		const answers = await Promise.all(
			Array.from({ length: 20 }, async () => {
				return await post(trigger, event('CONVERSATION_CREATED', conversation()), { token });
			}),
		);
		expect(answers.every(({ status }) => status === 200)).toBe(true);
		expect(trigger.started).toHaveLength(1);
	});

	it.each([['the same'], [''], [null]])(
		'are recognised by what was signed, whatever the token is: %j',
		async (token) => {
			const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
			const events = [1, 2, 1, 2].map((id) =>
				event('CONVERSATION_CREATED', { ...conversation(), id: `conv_conversation_${id}` }),
			);
			for (const one of events) expect((await post(trigger, one, { token })).status).toBe(200);
			expect(trigger.started.map(({ json }) => [json.conversationId, json.eventId])).toEqual(
				events.slice(0, 2).map((one) => [one.data.id, bodyHash(JSON.stringify(one))]),
			);
		},
	);

	it('start the flow that n8n could not start before, once', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
		const body = event('CONVERSATION_CREATED', conversation());
		service.server.cannotStart = true;
		expect((await post(trigger, body)).status).toBe(500);
		service.server.cannotStart = false;
		for (let i = 0; i < 2; i++) expect((await post(trigger, body)).status).toBe(200);
		expect(trigger.started).toHaveLength(1);
	});

	it('are counted for each trigger separately', async () => {
		const triggers = [
			await service.trigger(manual(['CONVERSATION_CREATED'])),
			await service.trigger(manual(['CONVERSATION_CREATED'])),
		];
		const token = randomUUID();
		for (const trigger of triggers) {
			await post(trigger, event('CONVERSATION_CREATED', conversation()), { token });
		}
		expect(triggers.map(({ started }) => started.length)).toEqual([1, 1]);
	});
});

describe('only what was signed decides', () => {
	it('starts no flow by what n8n parsed from the same bytes as another content type', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
		const text = JSON.stringify({ eventType: 'PARTICIPANT_ADDED', data: { x: '&' } });
		const forged = JSON.stringify(event('CONVERSATION_CREATED', conversation()));
		service.server.parsed = JSON.parse(forged);
		try {
			expect((await post(trigger, {}, { raw: text })).status).toBe(200);
			expect((await post(trigger, {}, { raw: 'eventType=CONVERSATION_CREATED' })).status).toBe(400);
		} finally {
			service.server.parsed = undefined;
		}
		expect(trigger.started).toEqual([]);
	});
});

describe('Simplify', () => {
	const simple = (events: string[]) => manual(events, { simplify: true, messagesFrom: 'anyone' });

	it('gives the same records as the action node', async () => {
		const trigger = await service.trigger(
			simple(['COMMUNICATION_CREATED', 'CONVERSATION_CREATED']),
		);
		await post(trigger, event('COMMUNICATION_CREATED', communication()));
		const { participants, ...created } = conversation();
		expect(participants).toHaveLength(1);
		await post(trigger, event('CONVERSATION_CREATED', created));
		expect(trigger.started.map(({ json }) => json.data)).toMatchObject([
			{ text: 'Hello', author: '+15550001 SMS', authorAddress: '+15550001' },
			{ id: 'conv_conversation_1', status: 'ACTIVE', name: 'Order' },
		]);
		for (const name of ['participants', 'participantIds', 'customerAddress']) {
			expect(trigger.started[1].json.data).not.toHaveProperty(name);
		}
	});
});

describe('verification', () => {
	it('accepts what either token signs, trimmed, and refuses anything else', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']), {
			authToken: ` ${service.emulator.authToken}\n`,
			secondaryAuthToken: '\tnext ',
		});
		const statuses = [];
		for (const token of [service.emulator.authToken, 'next', 'other']) {
			const body = event('CONVERSATION_CREATED', { ...conversation(), name: token });
			const signed = `${trigger.url}?bodySHA256=${bodyHash(JSON.stringify(body))}`;
			statuses.push((await post(trigger, body, { signature: signUrl(token, signed) })).status);
		}
		expect(statuses).toEqual([200, 200, 403]);
	});

	it.each([
		['with the secret', 'secret', 'HMAC_SHA256', 200, ''],
		['without a secret', '', 'HMAC_SHA256', 403, "under 'Shared Key Secret (for "],
		['with another secret', 'other', 'HMAC_SHA256', 403, 'the Shared Key Secret of the credential'],
		['with another algorithm', 'secret', 'HMAC_SHA512', 403, '"HMAC_SHA512"'],
	])('of a shared key %s', async (_what, sharedKeySecret, algorithm, status, reason) => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']), { sharedKeySecret });
		const body = event('CONVERSATION_CREATED', conversation());
		const signed = `${trigger.url}?bodySHA256=${bodyHash(JSON.stringify(body))}`;
		const signature = createHmac('sha256', 'secret').update(signed).digest('base64');
		const headers = {
			'x-twilio-webhooks-signature-settings': `key=KY0123,algorithm=${algorithm}`,
		};
		expect((await post(trigger, body, { signature, headers })).status).toBe(status);
		expect(trigger.logged.join()).toContain(reason);
		expect(trigger.logged.join()).not.toContain(service.emulator.authToken);
	});

	it('holds for the test URL too, which differs from the production URL', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
		await trigger.listenForTest();
		const body = event('CONVERSATION_CREATED', conversation());
		expect((await post(trigger, body, { url: trigger.testUrl })).status).toBe(200);
		const text = JSON.stringify(body);
		const forProduction = signUrl(
			service.emulator.authToken,
			`${trigger.url}?bodySHA256=${bodyHash(text)}`,
		);
		const refused = await post(trigger, body, { url: trigger.testUrl, signature: forProduction });
		expect(refused.status).toBe(403);
		expect(trigger.started).toHaveLength(1);
	});

	it('uses the URL as n8n knows it, not as the proxy passes it on', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']), {
			instanceUrl: 'https://n8n.example.com/base',
		});
		const text = JSON.stringify(event('CONVERSATION_CREATED', conversation()));
		const suffix = `?tenant=a%20b&q=%27&bodySHA256=${bodyHash(text)}`;
		const { pathname } = new URL(trigger.url);
		const answer = await request(`${service.server.url}${pathname}${suffix}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-twilio-signature': signUrl(service.emulator.authToken, `${trigger.url}${suffix}`),
			},
			body: text,
		});
		expect(answer.statusCode).toBe(200);
		await answer.body.dump();
		expect(trigger.started).toHaveLength(1);
	});

	it('fails closed when the credential has lost its Auth Token', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']), { authToken: '' });
		expect((await post(trigger, event('CONVERSATION_CREATED', conversation()))).status).toBe(403);
		expect(trigger.logged[0]).toContain('the credential has no Auth Token');
	});

	it.each([
		['the credential', manual(['CONVERSATION_CREATED']), 'no credential of type'],
		['a parameter', manual([], { events: '={{ ( }}' }), 'invalid syntax'],
	])('fails closed when %s cannot be read', async (what, parameters, reason) => {
		const trigger = await service.trigger(parameters);
		if (what === 'the credential') delete trigger.options.credentials.twilioConversationsApi;
		const answer = await post(trigger, event('CONVERSATION_CREATED', conversation()));
		expect(answer).toEqual({ status: 403, body: '' });
		expect(trigger.started).toEqual([]);
		expect(trigger.logged).toEqual([expect.stringContaining(reason)]);
	});

	it('can be switched off', async () => {
		const trigger = await service.trigger(
			manual(['CONVERSATION_CREATED'], { options: { ...PRIVATE, verifySignature: false } }),
		);
		const body = event('CONVERSATION_CREATED', conversation());
		expect((await post(trigger, body, { signature: 'none' })).status).toBe(200);
		expect(trigger.started).toHaveLength(1);
	});

	it('withstands 10,000 forged callbacks: no flow, no crash, nothing kept', async () => {
		const trigger = await service.trigger(manual(['CONVERSATION_CREATED']));
		const text = JSON.stringify(event('CONVERSATION_CREATED', conversation()));
		const { pathname } = new URL(trigger.url);
		const webhook = trigger.serving(pathname);
		// Straight to the webhook: the tests above show the way over HTTP, which costs more than the rest.
		const forge = async () => {
			const incoming = Object.assign(new IncomingMessage(new Socket()), {
				method: 'POST',
				url: `${pathname}?bodySHA256=${bodyHash(text)}`,
				headers: { 'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
			});
			const outgoing = new ServerResponse(incoming);
			const answer = await webhook?.receive(
				expressRequest(incoming, Buffer.from(text), JSON.parse(text)),
				expressResponse(outgoing),
			);
			return [answer, outgoing.statusCode, outgoing.writableEnded];
		};
		for (let sent = 0; sent < 10_000; sent += 50) {
			const answers = await Promise.all(Array.from({ length: 50 }, forge));
			for (const answer of answers)
				expect(answer).toEqual([{ noWebhookResponse: true }, 403, true]);
		}
		expect(trigger.started).toEqual([]);
		// One log line each, and nothing else is kept by the node.
		expect(trigger.logged).toHaveLength(10_000);
	}, 60_000);
});
