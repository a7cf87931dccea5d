import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';

import { bodyHash, signUrl } from '../../emulator';
import type { ParticipantType } from '../../emulator/state/records';
import { apiOf, person } from '../../emulator/testClient';
import { addressKeys, keyOf } from '../../nodes/TwilioConversationsTrigger/receiving/addressList';
import { ParticipantTypeCache } from '../../nodes/TwilioConversationsTrigger/receiving/participantTypeCache';
import type { TriggerUnderTest } from '../support/engine';
import { useTrigger } from '../support/useTrigger';

const service = useTrigger();

const TYPES = ['AGENT', 'AI_AGENT', 'CUSTOMER', 'HUMAN_AGENT', 'UNKNOWN', undefined] as const;

const addressOf = (type: ParticipantType | undefined) => `+1555000${TYPES.indexOf(type)}`;

interface Setup {
	messagesFrom?: string;
	filters?: INodeParameters;
	options?: INodeParameters;
	/** Adds the participants after activation, so that events tell the trigger their types. */
	joinLater?: boolean;
}

/** A trigger for messages, and a conversation with a participant of each type. */
async function arranged({ joinLater = false, ...parameters }: Setup = {}) {
	const { emulator } = service;
	const { store } = emulator;
	const configurationId = store.addConfiguration().id;
	const participants = TYPES.map((type) => ({ type, ...addresses(addressOf(type)) }));
	const trigger = await service.trigger({
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'id', value: configurationId },
		events: ['COMMUNICATION_CREATED'],
		...parameters,
	});
	await trigger.activate();
	const { settings } = store.configurations.get(configurationId) ?? {};
	const { body } = joinLater
		? await apiOf(emulator)('POST', '/v2/Conversations', { configurationId, participants })
		: { body: store.addConversation({ configurationId, participants }) };
	expect(settings?.statusCallbacks).toHaveLength(1);
	await emulator.callbacks.idle();
	emulator.journal.length = 0;
	const say = async (from: string, channel = 'SMS') => {
		await apiOf(emulator)('POST', `/v2/Conversations/${body.id}/Communications`, {
			author: { address: from, channel },
			recipients: [{ address: '+19990000', channel }],
			content: { type: 'TEXT', text: 'Hi' },
		});
		await emulator.callbacks.idle();
	};
	const lookUps = () => emulator.journal.filter(({ path }) => path.includes('/Participants'));
	const authors = () => trigger.started.map(({ json }) => Object(json.data).authorAddress);
	return { trigger, say, lookUps, authors, conversationId: body.id };
}

function addresses(address: string) {
	return { addresses: person(address).addresses as [{ channel: 'SMS'; address: string }] };
}

it.each([
	[undefined, ['CUSTOMER', 'UNKNOWN', undefined]],
	['notAgents', ['CUSTOMER', 'UNKNOWN', undefined]],
	['customers', ['CUSTOMER']],
	['anyone', [...TYPES]],
] as const)('Messages From %s lets messages of some types start flows', async (from, types) => {
	const { say, authors } = await arranged(from === undefined ? {} : { messagesFrom: from });
	for (const type of TYPES) await say(addressOf(type));
	expect(authors()).toEqual(types.map(addressOf));
});

it('asks Twilio about each participant once', async () => {
	const { say, lookUps } = await arranged();
	for (let round = 0; round < 3; round++) for (const type of TYPES) await say(addressOf(type));
	expect(lookUps()).toHaveLength(TYPES.length);
});

it('looks up neither what events have told already nor authors that it ignores', async () => {
	const told = await arranged({ joinLater: true });
	for (const type of TYPES) await told.say(addressOf(type));
	expect(told.authors()).toHaveLength(3);
	// Only the one whose event had no type.
	expect(told.lookUps()).toHaveLength(1);

	const ignoring = await arranged({ filters: { ignoreAddresses: addressOf('CUSTOMER') } });
	await ignoring.say(addressOf('CUSTOMER'));
	expect(ignoring.lookUps()).toEqual([]);
});

it('does not believe what an unsigned event says of a participant', async () => {
	const { say, authors, trigger, conversationId } = await arranged({
		options: { allowPrivateUrl: true, verifySignature: false },
	});
	const address = addressOf('AGENT');
	const { participants = [] } = service.emulator.store.conversations.get(conversationId) ?? {};
	const own = participants.find(({ addresses: [first] }) => first.address === address);
	const data = {
		id: own?.id,
		conversationId,
		...person(address),
		updatedAt: '2099-01-01T00:00:00Z',
	};
	await request(trigger.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ eventType: 'PARTICIPANT_UPDATED', data }),
	});
	await say(address);
	expect(authors()).toEqual([]);
});

it("learns of a participant's new type from an event", async () => {
	const { say, authors, conversationId } = await arranged();
	const address = addressOf('UNKNOWN');
	await say(address);
	const { emulator } = service;
	const participant = emulator.store.conversations
		.get(conversationId)
		?.participants.find(({ addresses: [first] }) => first.address === address);
	emulator.clock.advance(1000);
	await apiOf(emulator)(
		'PUT',
		`/v2/Conversations/${conversationId}/Participants/${participant?.id}`,
		person(address, 'AI_AGENT'),
	);
	await emulator.callbacks.idle();
	await say(address);
	expect(authors()).toEqual([address]);
});

/** Sends a signed event of a kind that the emulator does not send. */
async function report({ url }: TriggerUnderTest, event: object) {
	const body = JSON.stringify(event);
	const signed = `${url}?bodySHA256=${bodyHash(body)}`;
	const answer = await request(signed, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-twilio-signature': signUrl(service.emulator.authToken, signed),
		},
		body,
	});
	expect(answer.statusCode).toBe(200);
}

it.each([
	['without its type: nothing changes', {}, []],
	['without a date: the time of the event counts', { type: 'CUSTOMER' }, [addressOf('AGENT')]],
])('accepts an event about a participant %s', async (_what, told, started) => {
	const { say, authors, trigger, conversationId } = await arranged();
	const address = addressOf('AGENT');
	await say(address);
	const { participants = [] } = service.emulator.store.conversations.get(conversationId) ?? {};
	const id = participants.find(({ addresses: [first] }) => first.address === address)?.id;
	const data = { id, conversationId, ...addresses(address), ...told };
	await report(trigger, {
		eventType: 'PARTICIPANT_UPDATED',
		timestamp: '2099-01-01T00:00:00Z',
		data,
	});
	await say(address);
	expect(authors()).toEqual(started);
});

it.each([
	['no author', { conversationId: 'v' }, 'names no author'],
	['an author without address', { conversationId: 'v', author: {} }, 'names no author'],
	['no conversation', { author: { participantId: 'p' } }, 'names no conversation'],
])('lets a message with %s through, and says so in the log', async (_what, data, reason) => {
	const events = ['COMMUNICATION_CREATED'];
	const trigger = await service.trigger({ listenOn: 'manual', events, messagesFrom: 'customers' });
	await report(trigger, { eventType: events[0], data });
	expect(trigger.started).toHaveLength(1);
	expect(trigger.logged.join()).toContain(reason);
});

it('lets a message through whose author cannot be looked up, and says so in the log', async () => {
	const { say, authors, trigger } = await arranged();
	service.emulator.failNext([{ kind: '500', match: { path: '/Participants' }, times: 20 }]);
	await say(addressOf('AGENT'));
	expect(authors()).toEqual([addressOf('AGENT')]);
	expect(trigger.logged.join()).toContain('could not be looked up, so it starts the workflow');
	expect(trigger.logged.join()).not.toContain(service.emulator.authToken);
}, 15_000);

it('finds the participant by address when the event does not name one', async () => {
	const { say, authors } = await arranged();
	// No participant has this address on WhatsApp, but one has the same number.
	await say(`whatsapp:${addressOf('AGENT')}`, 'WHATSAPP');
	await say('+15557777');
	expect(authors()).toEqual(['+15557777']);
});

describe('Ignore Messages From', () => {
	it.each([
		['+1 (501) 712-2661', ['+15017122661', 'whatsapp:+15017122661']],
		['15017122661', ['+15017122661']],
		['whatsapp:+15017122661', ['+15017122661', 'WhatsApp:+15017122661']],
		['rcs:Brand_Agent', ['rcs:brand_agent', 'brand_agent']],
		['+15017122661 +4930123456', ['+15017122661', '+4930123456']],
		[
			'+1 501 712 2661;+49 30 123456\n12345, whatsapp: +44 20 7946 0000',
			['+15017122661', '+4930123456', '12345', '+442079460000'],
		],
		['15017122661 15017122662', ['+15017122661', '+15017122662']],
		['My Shop, Chat_User', ['my shop', 'chat_user']],
	])('%j ignores %j', (entered, expected) => {
		const keys = addressKeys(entered);
		for (const address of expected) expect(keys).toContain(keyOf(address));
		expect(keys).not.toContain(keyOf('+15017122699'));
		expect(keys).not.toContain('');
	});
});

describe('the cache of participant types', () => {
	it('is bounded, and drops the least recently used', async () => {
		const types = new ParticipantTypeCache(2);
		const look = async (type: string) => await Promise.resolve({ type, updatedAt: undefined });
		for (const key of ['a', 'b', 'a', 'c']) await types.get(key, async () => await look(key));
		expect(types.size).toBe(2);
		expect(await types.get('a', async () => await look('asked again'))).toBe('a');
		expect(await types.get('b', async () => await look('asked again'))).toBe('asked again');
		types.note('x'.repeat(1000), { type: 'AGENT', updatedAt: undefined });
		expect(types.size).toBe(2);
	});

	it('makes one look-up for concurrent callers', async () => {
		const types = new ParticipantTypeCache();
		const look = jest.fn(
			async () => await Promise.resolve({ type: 'AGENT', updatedAt: undefined }),
		);
		await Promise.all(Array.from({ length: 20 }, async () => await types.get('a', look)));
		expect(look).toHaveBeenCalledTimes(1);
	});

	it('is not overwritten by older data', async () => {
		const types = new ParticipantTypeCache();
		types.note('a', { type: 'AGENT', updatedAt: '2026-01-02T00:00:00Z' });
		types.note('a', { type: 'CUSTOMER', updatedAt: '2026-01-01T00:00:00Z' });
		expect(await types.get('a', async () => await Promise.resolve(undefined))).toBe('AGENT');
	});
});
