import type { ConversationRecord } from './index';
import { person } from './testClient';
import { useApi } from './useApi';

const ADA = '+15005550001';
const BOB = '+15005550006';

describe('participants, communications and actions', () => {
	const service = useApi({ switches: { actionMs: null } });
	const { api } = service;
	let conversation: ConversationRecord;
	let path: string;

	beforeEach(() => {
		const { id: configurationId } = service.emulator.store.addConfiguration();
		conversation = service.emulator.store.addConversation({
			configurationId,
			participants: [{ type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: ADA }] }],
		});
		path = `/v2/Conversations/${conversation.id}`;
	});
	afterEach(() => expect(service.emulator.violations).toEqual([]));

	const add = async (body: unknown) => await api('POST', `${path}/Participants`, body);
	const message = (extra: object = {}) => ({
		author: { address: ADA, channel: 'SMS' },
		content: { type: 'TEXT', text: 'Hello' },
		recipients: [{ address: BOB, channel: 'SMS' }],
		...extra,
	});
	const record = async (extra: object = {}) =>
		await api('POST', `${path}/Communications`, message(extra));

	describe('participants', () => {
		it('PUT replaces: what is left out is cleared (Twilio Agent Connect, Python)', async () => {
			const given = { name: 'Bob', profileId: 'p1', ...person(BOB, 'HUMAN_AGENT') };
			const { body } = await add(given);
			expect(body).toMatchObject(given);
			const replaced = await api('PUT', `${path}/Participants/${body.id}`, { name: 'Rob' });
			expect(replaced.body).toMatchObject({ name: 'Rob', profileId: null, addresses: [] });
			expect(replaced.body.type).toBeUndefined();
		});

		// github.com/twilio/twilio-agent-connect-python pull 19, …-typescript pull 23
		it('POST and PUT answer 409 for an address that another participant has', async () => {
			const taken = await add(person(ADA, 'AI_AGENT'));
			expect(taken.status).toBe(409);
			expect(taken.headers.get('x-conflicting-resource-id')).toBe(conversation.participants[0]?.id);
			const { body } = await add(person(BOB, 'AI_AGENT'));
			const put = await api('PUT', `${path}/Participants/${body.id}`, person(ADA));
			expect(put.status).toBe(409);
			const unchanged = await api('PUT', `${path}/Participants/${body.id}`, person(BOB, 'AGENT'));
			expect(unchanged.status).toBe(200);
		});

		it('POST answers 409 when another open conversation has these participants', async () => {
			const { configurationId } = conversation;
			const other = await api('POST', '/v2/Conversations', {
				configurationId,
				participants: [person(ADA), person(BOB, 'AGENT')],
			});
			const conflict = await add(person(BOB, 'AGENT'));
			expect(conflict.status).toBe(409);
			expect(conflict.headers.get('x-conflicting-resource-id')).toBe(other.body.id);
			expect(conversation.participants).toHaveLength(1);
		});

		it.each([
			['no addresses', { name: 'x' }],
			['an unknown channel', person(BOB, 'AGENT', 'EMAIL')],
			['an unknown type', person(BOB, 'ROBOT')],
		])('refuses %s (Twilio OpenAPI)', async (_what, body) => {
			expect((await add(body)).status).toBe(400);
		});

		it('404 for an unknown participant or conversation', async () => {
			expect((await api('GET', `${path}/Participants/x`)).status).toBe(404);
			expect((await api('GET', '/v2/Conversations/x/Participants')).status).toBe(404);
		});
	});

	describe('communications', () => {
		it('updates instead of creating for a resourceId it has (SDK 6.2: resourceId)', async () => {
			const first = await record({ resourceId: 'SM1' });
			const second = await record({ resourceId: 'SM1', content: { type: 'TEXT', text: 'Bye' } });
			expect(second.body.id).toBe(first.body.id);
			expect(second.body.content).toEqual({ type: 'TEXT', text: 'Bye' });
			await record({ resourceId: 'SM2' });
			await record();
			const { body } = await api('GET', `${path}/Communications`);
			expect(body.communications).toHaveLength(3);
		});

		it('knows the participant of an address', async () => {
			const { body } = await record();
			const [ada] = conversation.participants;
			expect(body.author).toEqual({ address: ADA, channel: 'SMS', participantId: ada?.id });
			expect(body.recipients).toEqual([{ address: BOB, channel: 'SMS' }]);
		});

		it('filters by channelId', async () => {
			await record({ channelId: 'CA1' });
			await record();
			const { body } = await api('GET', `${path}/Communications?channelId=CA1`);
			expect(body.communications).toMatchObject([{ channelId: 'CA1' }]);
		});

		it('moves updatedAt of its conversation, unless the switch says otherwise (not documented)', async () => {
			service.emulator.clock.freeze();
			const { createdAt } = conversation;
			service.emulator.configure({ communicationTouchesConversation: false });
			service.emulator.clock.advance(10_000);
			await record();
			expect(conversation.updatedAt).toBe(createdAt);
			service.emulator.configure({ communicationTouchesConversation: true });
			await record();
			expect(conversation.updatedAt).toBe(service.emulator.clock.now());
		});

		it.each([
			['no recipients', { recipients: [] }],
			['an unknown content type', { content: { type: 'IMAGE', text: 'x' } }],
			['an empty resourceId', { resourceId: '' }],
			['a time that is none', { occurredAt: 'yesterday' }],
		])('refuses %s (Twilio OpenAPI, SDK 6.2)', async (_what, extra) => {
			expect((await record(extra)).status).toBe(400);
		});
	});

	describe('actions', () => {
		const send = async (payload: object, type = 'SEND_MESSAGE') =>
			await api('POST', `${path}/Actions`, {
				type,
				payload: {
					from: { address: BOB, channel: 'SMS' },
					to: [{ address: ADA, channel: 'SMS' }],
					content: { text: 'Hi' },
					...payload,
				},
			});
		const poll = async (id: string) => (await api('GET', `${path}/Actions/${id}`)).body;

		it('is PENDING with a message SID, then COMPLETED with the communication it left (SDK 6.2: ActionInstance.related)', async () => {
			const accepted = await send({});
			expect(accepted.status).toBe(202);
			expect(accepted.body).toMatchObject({ status: 'PENDING', conversationId: conversation.id });
			expect(accepted.body.related.messageSid).toMatch(/^SM[0-9a-f]{32}$/);
			expect((await poll(accepted.body.id)).status).toBe('PENDING');
			expect(conversation.communications).toHaveLength(0);
			const done = await poll(accepted.body.id);
			expect(done.status).toBe('COMPLETED');
			expect(conversation.communications).toMatchObject([
				{ id: done.related.communicationId, content: { type: 'TEXT', text: 'Hi' } },
			]);
			await poll(accepted.body.id);
			expect(conversation.communications).toHaveLength(1);
		});

		it('can fail with a reason and then leaves nothing (SDK 6.2: failureReason)', async () => {
			service.emulator.configure({
				actionOutcome: 'FAILED',
				actionPolls: 0,
				actionFailureReason: 'No.',
			});
			const { id } = (await send({})).body;
			expect(await poll(id)).toMatchObject({ status: 'FAILED', failureReason: 'No.' });
			expect(conversation.communications).toHaveLength(0);
		});

		it('sends the same message twice when asked twice: there is no idempotency (Twilio OpenAPI declares no key)', async () => {
			service.emulator.configure({ actionMs: 0 });
			const key = { 'Idempotency-Key': '00000000-0000-4000-8000-000000000000' };
			const body = {
				type: 'SEND_MESSAGE',
				payload: {
					from: { address: BOB, channel: 'SMS' },
					to: [{ address: ADA, channel: 'SMS' }],
					content: { text: 'Hi' },
				},
			};
			await api('POST', `${path}/Actions`, body, key);
			await api('POST', `${path}/Actions`, body, key);
			expect(conversation.communications).toHaveLength(2);
		});

		// SDK 6.2: ConversationsV2SendMessageParticipant, three resolution modes.
		it('finds the address of a participant: alone if it has one, else by channel', async () => {
			const two = await add({
				addresses: [
					{ channel: 'SMS', address: BOB },
					{ channel: 'WHATSAPP', address: `whatsapp:${BOB}` },
				],
			});
			const { id: participantId } = two.body;
			const [ada] = conversation.participants;
			service.emulator.configure({ actionMs: 0 });
			expect((await send({ from: { participantId } })).status).toBe(400);
			const sent = await send({
				from: { participantId, channel: 'WHATSAPP' },
				to: [{ participantId: ada?.id }],
			});
			expect(sent.status).toBe(202);
			expect(conversation.communications).toMatchObject([
				{ author: { address: `whatsapp:${BOB}` }, recipients: [{ address: ADA }] },
			]);
		});

		it.each([
			['no recipients', { to: [] }],
			['an address without channel', { from: { address: BOB } }],
			['an unknown participant', { from: { participantId: 'x' } }],
			['a channel that cannot send', { from: { address: BOB, channel: 'VOICE' } }],
			['an unknown content field', { content: { body: 'x' } }],
		])('refuses %s (Twilio OpenAPI)', async (_what, payload) => {
			expect((await send(payload)).status).toBe(400);
		});

		it('refuses other types than SEND_MESSAGE (Twilio docs: Action)', async () => {
			expect((await send({}, 'START_FLOW')).status).toBe(400);
		});
	});
});
