import { searchList } from '../support/engine';
import { credentialsFor, useEmulator } from '../support/useEmulator';

const service = useEmulator();

const SMS = { channel: 'SMS', address: '+15017122661' } as const;
const WHATSAPP = { channel: 'WHATSAPP', address: 'whatsapp:+15017122662' } as const;

describe('Participant: Create', () => {
	it('adds a participant to the conversation', async () => {
		const conversation = service.conversation();
		const { json } = await service.run('participant', 'create', {
			conversationId: conversation.id,
			addresses: { values: [SMS, WHATSAPP] },
			additionalFields: { name: 'Ada', type: 'CUSTOMER', profileId: 'mem_profile_1' },
		});
		const [added] = conversation.participants;
		expect(added).toMatchObject({ name: 'Ada', type: 'CUSTOMER', addresses: [SMS, WHATSAPP] });
		expect(json).toEqual([
			{
				id: added.id,
				conversationId: conversation.id,
				name: 'Ada',
				type: 'CUSTOMER',
				profileId: 'mem_profile_1',
				addresses: ['+15017122661 SMS', 'whatsapp:+15017122662 WHATSAPP'],
				createdAt: expect.any(String),
				updatedAt: expect.any(String),
			},
		]);
	});

	it('names the participant that has the address already', async () => {
		const conversation = service.conversation({ participants: [{ addresses: [SMS] }] });
		const { error } = await service.run('participant', 'create', {
			conversationId: conversation.id,
			addresses: { values: [SMS] },
		});
		const [owner] = conversation.participants;
		expect(error?.message).toBe(
			`An address of this participant already belongs to the participant "${owner.id}"`,
		);
		expect(error?.description).toContain(`Twilio said: "Address ${SMS.address} already exists`);
		expect(error).toMatchObject({ httpCode: '409', context: { conflictingId: owner.id } });
		expect(conversation.participants).toHaveLength(1);
	});

	it('names the conversation that has the address already', async () => {
		const owner = service.conversation({ participants: [{ addresses: [SMS] }] });
		const other = service.conversation({ configurationId: owner.configurationId });
		const { error } = await service.run('participant', 'create', {
			conversationId: other.id,
			addresses: { values: [SMS] },
		});
		expect(error?.message).toBe(
			`An address of this participant already belongs to the conversation "${owner.id}"`,
		);
		expect(error?.description).toContain('Go on with that conversation, or close it first.');
	});

	it('says that the conversation is closed', async () => {
		const { id } = service.conversation({ status: 'CLOSED' });
		const { error } = await service.run('participant', 'create', {
			conversationId: id,
			addresses: { values: [SMS] },
		});
		expect(error?.message).toBe(`The conversation "${id}" is closed and cannot be changed`);
	});

	it('adds once, whatever comes back', async () => {
		const conversation = service.conversation();
		service.emulator.failNext([{ kind: 'reset-after' }]);
		const { error } = await service.run('participant', 'create', {
			conversationId: conversation.id,
			addresses: { values: [SMS] },
		});
		expect(error?.description).toContain('may or may not have carried it out');
		expect(conversation.participants).toHaveLength(1);
	});
});

describe('Participant: Get and Get Many', () => {
	it('returns what Twilio returned when it is not simplified', async () => {
		const conversation = service.conversation({ participants: [{ addresses: [SMS] }] });
		const [{ id }] = conversation.participants;
		const { json } = await service.run('participant', 'get', {
			conversationId: conversation.id,
			participantId: id,
			simplify: false,
		});
		expect(json).toEqual([expect.objectContaining({ id, addresses: [SMS] })]);
		expect(json[0]).toHaveProperty('accountId');
	});

	it('names what was not found', async () => {
		const { id } = service.conversation();
		const { error } = await service.run('participant', 'get', {
			conversationId: id,
			participantId: 'conv_participant_x',
		});
		expect(error?.message).toBe(
			`The participant "conv_participant_x" of the conversation "${id}" was not found`,
		);
	});

	it('returns all over several pages, or up to the limit', async () => {
		const participants = Array.from({ length: 1200 }, (_, index) => ({ name: `P${index}` }));
		const conversation = service.conversation({ participants });
		const listed = async (how: object) =>
			(await service.run('participant', 'getAll', { conversationId: conversation.id, ...how }))
				.json;
		const all = await listed({ returnAll: true });
		expect(new Set(all.map(({ id }) => id)).size).toBe(1200);
		expect(await listed({ limit: 7 })).toHaveLength(7);
	});
});

describe('Participant: Update', () => {
	const someone = {
		name: 'Ada',
		type: 'CUSTOMER',
		profileId: 'mem_profile_1',
		addresses: [{ ...SMS, channelId: null }, WHATSAPP],
	} as const;
	const withSomeone = () => {
		const conversation = service.conversation({
			participants: [{ ...someone, addresses: [...someone.addresses] }],
		});
		const [participant] = conversation.participants;
		const own = { conversationId: conversation.id, participantId: participant.id };
		return { conversation, participant, own };
	};

	it('keeps what was not entered, which the PUT of Twilio would clear', async () => {
		const { participant, own } = withSomeone();
		const { json } = await service.run('participant', 'update', {
			...own,
			updateFields: { name: 'Ada Lovelace' },
		});
		expect(json[0]).toMatchObject({ id: participant.id, name: 'Ada Lovelace' });
		expect(participant).toMatchObject({
			name: 'Ada Lovelace',
			type: 'CUSTOMER',
			profileId: 'mem_profile_1',
			addresses: [SMS, WHATSAPP],
		});
		expect(service.emulator.journal.map(({ method }) => method)).toEqual(['GET', 'PUT']);
		// Only what Twilio accepts in a PUT is sent back: no IDs, no dates, no nulls.
		expect(service.emulator.journal[1].body).toEqual({
			name: 'Ada Lovelace',
			type: 'CUSTOMER',
			profileId: 'mem_profile_1',
			addresses: [SMS, WHATSAPP],
		});
	});

	it('clears the fields to clear, and nothing else', async () => {
		const { participant, own } = withSomeone();
		await service.run('participant', 'update', {
			...own,
			updateFields: { clearFields: ['name', 'profileId'] },
		});
		expect(participant).toMatchObject({ name: null, profileId: null, type: 'CUSTOMER' });
		expect(participant.addresses).toHaveLength(2);
	});

	it('sends exactly what was entered when told to', async () => {
		const { participant, own } = withSomeone();
		await service.run('participant', 'update', {
			...own,
			updateFields: { addresses: { values: [WHATSAPP] } },
			options: { sendOnlyEntered: true },
		});
		expect(service.emulator.journal).toHaveLength(1);
		expect(participant).toMatchObject({ name: null, profileId: null, addresses: [WHATSAPP] });
	});

	it('names the owner of an address that is taken', async () => {
		const { conversation, own } = withSomeone();
		const other = { channel: 'SMS', address: '+15017122669' } as const;
		const owner = service.conversation({
			configurationId: conversation.configurationId,
			participants: [{ addresses: [other] }],
		});
		const { error } = await service.run('participant', 'update', {
			...own,
			updateFields: { addresses: { values: [other] } },
		});
		expect(error?.message).toContain(`already belongs to the conversation "${owner.id}"`);
	});

	it('changes a participant in input order, so that no item undoes another', async () => {
		const { participant, own } = withSomeone();
		service.emulator.configure({ latencyMs: 5 });
		await service.run(
			'participant',
			'update',
			{ ...own, updateFields: { name: '={{ $json.name }}' } },
			{ items: ['a', 'b', 'c'].map((name) => ({ json: { name } })) },
		);
		expect(participant.name).toBe('c');
		expect(service.emulator.journal.map(({ method }) => method)).toEqual([
			...['GET', 'PUT', 'GET', 'PUT', 'GET', 'PUT'],
		]);
	});
});

describe('the participant picker', () => {
	const search = async (parameters: Record<string, string | object>, filter?: string) =>
		await searchList('searchParticipants', {
			credentials: credentialsFor(service.emulator),
			parameters: { resource: 'participant', operation: 'get', ...parameters },
			filter,
		});

	it('shows who is in the chosen conversation, and finds them by name and address', async () => {
		const { id, participants } = service.conversation({
			participants: [
				{ name: 'Ada', type: 'CUSTOMER', addresses: [SMS, WHATSAPP] },
				{ addresses: [{ channel: 'CHAT', address: 'bot' }] },
			],
		});
		service.conversation({ participants: [{ name: 'Eve' }] });
		const conversationId = { __rl: true, mode: 'list', value: id };
		const [ada, bot] = participants.map((participant) => participant.id);
		expect((await search({ conversationId })).results).toEqual([
			{ name: 'Ada (CUSTOMER, +15017122661 SMS, whatsapp:+15017122662 WHATSAPP)', value: ada },
			{ name: 'bot CHAT', value: bot },
		]);
		expect((await search({ conversationId: id }, '7122662')).results).toHaveLength(1);
	});

	it.each([
		['nothing', { __rl: true, mode: 'list', value: '' }, 'Choose a conversation first'],
		[
			'an expression without data yet',
			{ __rl: true, mode: 'id', value: '={{ $json.id }}' },
			"'Conversation' is an expression without a value yet, so enter this ID by an expression too",
		],
	])('says what to do where the conversation is %s', async (_, conversationId, message) => {
		await expect(search({ conversationId })).rejects.toThrow(message);
		expect(service.emulator.journal).toEqual([]);
	});

	it('says that the conversation is not there', async () => {
		await expect(search({ conversationId: 'conv_conversation_x' })).rejects.toThrow(
			'The conversation "conv_conversation_x" was not found',
		);
	});
});
