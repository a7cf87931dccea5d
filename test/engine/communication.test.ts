import { searchList } from '../support/engine';
import { addCommunication } from '../support/addRecords';
import { credentialsFor, useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();

withoutJitter();

const CUSTOMER = { channel: 'SMS', address: '+15017122661' } as const;
const COMPANY = { channel: 'SMS', address: '+15017122662' } as const;
const message = {
	author: CUSTOMER,
	recipients: { values: [COMPANY] },
	text: 'Where is my order?',
};

describe('Communication: Create', () => {
	it('records who said what to whom and when, and sends nothing', async () => {
		const conversation = service.conversation({ participants: [{ addresses: [CUSTOMER] }] });
		const { json } = await service.run('communication', 'create', {
			conversationId: conversation.id,
			...message,
			additionalFields: { channelId: 'SM1', occurredAt: '2026-01-31T09:00:00' },
		});
		const [recorded] = conversation.communications;
		expect(json).toEqual([
			{
				id: recorded.id,
				conversationId: conversation.id,
				author: `${CUSTOMER.address} SMS`,
				authorAddress: CUSTOMER.address,
				text: 'Where is my order?',
				recipients: [`${COMPANY.address} SMS`],
				participantIds: [
					conversation.participants[0].id,
					recorded.recipients[0].participantId ?? null,
				],
				channelId: 'SM1',
				resourceId: null,
				occurredAt: new Date(recorded.occurredAt).toISOString(),
			},
		]);
		expect(conversation.actions).toEqual([]);
	});

	it('records a transcription with its details', async () => {
		const conversation = service.conversation();
		await service.run('communication', 'create', {
			conversationId: conversation.id,
			...message,
			type: 'TRANSCRIPTION',
			transcription: { channel: 1, confidence: 0.9, engine: 'google' },
		});
		expect(conversation.communications[0].content).toEqual({
			type: 'TRANSCRIPTION',
			text: 'Where is my order?',
			transcription: { channel: 1, confidence: 0.9, engine: 'google' },
		});
	});

	it('leaves out the details of a transcription where an item is a text', async () => {
		const conversation = service.conversation();
		await service.run(
			'communication',
			'create',
			{
				conversationId: conversation.id,
				...message,
				type: '={{ $json.type }}',
				transcription: { channel: 1 },
			},
			{ items: ['TEXT', 'TRANSCRIPTION'].map((type) => ({ json: { type } })) },
		);
		expect(conversation.communications.map(({ content }) => content.transcription)).toEqual([
			undefined,
			{ channel: 1 },
		]);
	});

	it.each([
		'reset-after',
		'500-after',
		'truncated',
		'empty',
		'html',
		'504',
		'reset-before',
	] as const)(
		'is retried after %s when it has a resource ID, and is created once',
		async (kind) => {
			const conversation = service.conversation();
			service.emulator.failNext([{ kind }]);
			const { error } = await service.run('communication', 'create', {
				conversationId: conversation.id,
				...message,
				additionalFields: { resourceId: 'SM1' },
			});
			expect(error).toBeUndefined();
			expect(conversation.communications).toHaveLength(1);
			expect(service.requests()).toHaveLength(2);
		},
	);

	it('is not retried without a resource ID, so it is created at most once', async () => {
		const conversation = service.conversation();
		for (const kind of ['reset-after', '500-after', 'truncated'] as const) {
			conversation.communications.length = 0;
			service.emulator.failNext([{ kind }]);
			const { error } = await service.run('communication', 'create', {
				conversationId: conversation.id,
				...message,
			});
			expect(error?.description).toContain('may or may not have carried it out');
			expect(conversation.communications).toHaveLength(1);
		}
	});

	it('says that the conversation is closed', async () => {
		const { id } = service.conversation({ status: 'CLOSED' });
		const { error } = await service.run('communication', 'create', {
			conversationId: id,
			...message,
		});
		expect(error?.message).toBe(`The conversation "${id}" is closed and cannot be changed`);
	});
});

describe('Communication: Get and Get Many', () => {
	it('gets one, raw or simplified', async () => {
		const conversation = service.conversation();
		const { id } = addCommunication(service.emulator, conversation);
		const own = { conversationId: conversation.id, communicationId: id };
		const raw = await service.run('communication', 'get', { ...own, simplify: false });
		expect(raw.json).toEqual([
			expect.objectContaining({ id, content: { type: 'TEXT', text: 'Hello' } }),
		]);
		const { json } = await service.run('communication', 'get', own);
		expect(json).toEqual([
			expect.objectContaining({ id, text: 'Hello', authorAddress: CUSTOMER.address }),
		]);
	});

	const one = () => {
		const conversation = service.conversation({
			participants: [{ name: 'Ada', type: 'CUSTOMER', addresses: [CUSTOMER] }],
		});
		const [{ id: participantId }] = conversation.participants;
		addCommunication(service.emulator, conversation, {
			author: { ...CUSTOMER, participantId },
			recipients: [{ ...COMPANY, deliveryStatus: 'DELIVERED' }],
		});
		const path = `/v2/Conversations/${conversation.id}`;
		const lists = [`GET ${path}/Communications`, `GET ${path}/Participants`];
		return { conversationId: conversation.id, participantId, lists };
	};

	it('lists authors by name, with delivery status and time', async () => {
		const { conversationId, participantId, lists } = one();
		const { json } = await service.run('communication', 'getAll', { conversationId });
		expect(json).toEqual([
			expect.objectContaining({
				author: `Ada (customer) ${CUSTOMER.address} SMS`,
				recipients: [`${COMPANY.address} SMS (delivered)`],
				participantIds: [participantId, null],
				occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			}),
		]);
		expect(service.requests()).toEqual(lists);
	});

	it.each(['500', 'html-200', 'truncated'] as const)(
		'returns the list without names when the participants cannot be read: %s',
		async (kind) => {
			const { conversationId, lists } = one();
			service.emulator.failNext([{ kind, match: { path: /Participants$/ }, times: 20 }]);
			const { json, error } = await service.run('communication', 'getAll', { conversationId });
			expect(error).toBeUndefined();
			expect(json).toEqual([expect.objectContaining({ author: `${CUSTOMER.address} SMS` })]);
			expect([...new Set(service.requests())]).toEqual(lists);
		},
	);

	it.each([
		['it is not simplified', { simplify: false }, true],
		['no author is a participant', {}, false],
	])('asks for no participants where %s', async (_, how, isParticipant) => {
		const conversation = service.conversation();
		addCommunication(service.emulator, conversation, {
			author: { ...CUSTOMER, ...(isParticipant && { participantId: 'conv_participant_1' }) },
		});
		await service.run('communication', 'getAll', { conversationId: conversation.id, ...how });
		expect(service.requests()).toHaveLength(1);
	});

	describe.each([
		['whole records', []],
		['records that lack their times', ['occurredAt', 'createdAt']],
	])('with %s', (_, listOmitsFields) => {
		const HOUR = 60 * 60 * 1000;

		/** One message an hour, not in order; those of odd hours are the customer's. */
		const talk = () => {
			const conversation = service.conversation({
				participants: [
					{ type: 'CUSTOMER', addresses: [CUSTOMER] },
					{ type: 'AI_AGENT', addresses: [COMPANY] },
				],
			});
			for (const hours of [2, 1, 4, 3, 5]) {
				addCommunication(service.emulator, conversation, {
					author: hours % 2 === 1 ? CUSTOMER : { ...COMPANY },
					content: { type: 'TEXT', text: `${hours} hours ago` },
					occurredAt: service.emulator.clock.now() - hours * HOUR - 60_000,
				});
			}
			service.emulator.configure({ listOmitsFields });
			return conversation.id;
		};

		it.each([
			[{ newestFirst: true, limit: 3 }, [1, 2, 3]],
			[{ newestFirst: true, returnAll: true }, [1, 2, 3, 4, 5]],
			[{ filters: { since: '3 hours ago' } }, [1, 2]],
			[{ filters: { until: '3 hours ago' } }, [3, 4, 5]],
			[{ filters: { since: '5 hours ago', until: '2 hours ago' } }, [2, 3, 4]],
			[{ filters: { authorType: ['AI_AGENT', 'HUMAN_AGENT'] } }, [2, 4]],
			[{ newestFirst: true, limit: 1, filters: { authorType: ['CUSTOMER'] } }, [1]],
			[{ filters: { authorType: ['UNKNOWN'] } }, []],
		])('gets those that %j asks for', async (parameters, expected) => {
			const conversationId = talk();
			const { json, error } = await service.run('communication', 'getAll', {
				conversationId,
				...parameters,
			});
			expect(error).toBeUndefined();
			const texts = json.map(({ text }) => text);
			const wanted = expected.map((hours) => `${hours} hours ago`);
			expect('newestFirst' in parameters ? texts : texts.sort()).toEqual(wanted);
		});
	});

	it('returns the one first that Twilio got last, of those at the same time', async () => {
		const conversation = service.conversation();
		const occurredAt = Date.parse('2026-01-31T10:00:00Z');
		for (const order of [2, 1, 3]) {
			addCommunication(service.emulator, conversation, {
				content: { type: 'TEXT', text: `number ${order}` },
				occurredAt,
				createdAt: occurredAt + order,
			});
		}
		const { json } = await service.run('communication', 'getAll', {
			...{ conversationId: conversation.id, newestFirst: true, limit: 2 },
		});
		expect(json.map(({ text }) => text)).toEqual(['number 3', 'number 2']);
	});

	it('fails, rather than finding no customer, when the participants cannot be read', async () => {
		const { conversationId } = one();
		const match = { path: /Participants$/ };
		service.emulator.failNext([{ kind: '429', retryAfter: 3600, match }]);
		const filters = { authorType: ['CUSTOMER'] };
		const { json, error } = await service.run('communication', 'getAll', {
			conversationId,
			filters,
		});
		expect(error?.message).toContain('takes no more requests');
		expect(json).toEqual([]);
	});

	it('gets those of a channel ID, over several pages', async () => {
		const conversation = service.conversation();
		for (let index = 0; index < 1100; index++) {
			addCommunication(service.emulator, conversation, { channelId: 'CA1' });
		}
		addCommunication(service.emulator, conversation, { channelId: 'CA2' });
		const { json } = await service.run('communication', 'getAll', {
			conversationId: conversation.id,
			returnAll: true,
			filters: { channelId: 'CA1' },
		});
		expect(new Set(json.map(({ id }) => id)).size).toBe(1100);
		for (const { query } of service.emulator.journal) expect(query.channelId).toBe('CA1');
	});
});

describe('the communication picker', () => {
	const search = async (conversationId: string, filter?: string) =>
		await searchList('searchCommunications', {
			credentials: credentialsFor(service.emulator),
			parameters: {
				resource: 'communication',
				operation: 'get',
				conversationId: { __rl: true, mode: 'id', value: conversationId },
			},
			filter,
		});

	it('shows author, first words and time, and finds by them', async () => {
		const conversation = service.conversation();
		const occurredAt = Date.parse('2026-01-31T10:00:59Z');
		const text = `Where\nis my order? ${'😀'.repeat(50)}`;
		const add = (content: string) =>
			addCommunication(service.emulator, conversation, {
				content: { type: 'TEXT', text: content },
				occurredAt,
			});
		const [first] = [add(text), add('Thank you')];
		const { results } = await search(conversation.id, 'where is');
		expect(results).toEqual([
			{
				name: `+15017122661: Where is my order? ${'😀'.repeat(5)}… (2026-01-31 10:00)`,
				value: first.id,
			},
		]);
		expect((await search(conversation.id)).results).toHaveLength(2);
	});

	it('asks for the conversation first', async () => {
		await expect(search('')).rejects.toThrow('Choose a conversation first');
	});
});
