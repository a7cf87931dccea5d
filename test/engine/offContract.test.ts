import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../nodes/TwilioConversations/resources';
import { TwilioConversations } from '../../nodes/TwilioConversations/TwilioConversations.node';
import { OPERATIONS } from '../support/cases';
import { withoutJitter } from '../support/withoutJitter';
import { searchList } from '../support/engine';
import { addCommunication } from '../support/addRecords';
import { credentialsFor, useEmulator } from '../support/useEmulator';

/** @returns a conversation with one message, and with a participant who has no name */
function addCommunicationBy(author: object) {
	const addresses = [{ channel: 'SMS', address: '+15017122661' } as const];
	const conversation = service.conversation({ participants: [{ type: 'CUSTOMER', addresses }] });
	addCommunication(service.emulator, conversation, { author } as object);
	return conversation;
}

/**
 * Answers that Twilio's document does not allow, but that were seen or cannot be ruled out. The
 * emulator's check of its own answers is off, because it would refuse to send them.
 */
const service = useEmulator({ validateResponses: false });

it('reads a list without meta as its only page (twilio-php pull request 914)', async () => {
	service.emulator.configure({ omitListMeta: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'getAll', { returnAll: true });
	expect(json.map((record) => record.id)).toEqual([id]);
});

it('finds the operation in the status URL when no header names it', async () => {
	service.emulator.configure({ operationOmitsIdHeader: true, operationOmitsLocationHeader: true });
	const { id } = service.conversation();
	const { json } = await service.run('conversation', 'delete', { conversationId: id });
	expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
});

describe.each([[['author', 'content']], [['recipients']]])(
	'a list that leaves out %j',
	(omitted) => {
		it('is completed for a transcript, which takes undocumented media too', async () => {
			service.emulator.configure({ listOmitsFields: omitted });
			const conversation = service.conversation();
			const media = 'https://example.com/a.jpg';
			const content = { type: 'TEXT', text: '', mediaUrls: [media] } as const;
			const { author } = addCommunication(service.emulator, conversation, {
				content,
				recipients: [{ channel: 'SMS', address: '+15017122662', deliveryStatus: 'READ' }],
			});
			const { json } = await service.run('conversation', 'getTranscript', {
				conversationId: conversation.id,
			});
			expect(json[0].messages).toEqual([
				expect.objectContaining({ ...author, text: '', media: [media], deliveryStatus: 'READ' }),
			]);
			expect(json[0].text).toMatch(
				/ \+15017122661 \(SMS\): \[media: https:\/\/example.com\/a.jpg\]$/,
			);
			expect(service.requests()).toHaveLength(3);
		});
	},
);

it('has each message of a transcript, whatever its content and its author are', async () => {
	const conversation = service.conversation({
		participants: [
			{ name: '  ', type: 'CUSTOMER', addresses: [{ channel: 'SMS', address: '+1555' }] },
		],
	});
	const card = { type: 'CARD', title: 'Sale' };
	const template = { type: 'TEXT', text: null, contentId: 'HX1' };
	const picture = { url: 'https://example.com/a.jpg' };
	const rows: Array<[author: unknown, content: unknown, line: string, media: unknown[]]> = [
		[
			{ channel: 'SMS', address: '+1555' },
			card,
			'+1555 (customer, SMS): [media: {"type":"CARD","title":"Sale"}]',
			[card],
		],
		[{}, template, 'Unknown: [media: {"type":"TEXT","text":null,"contentId":"HX1"}]', [template]],
		[
			null,
			{ type: 'MEDIA', media: picture },
			'Unknown: [media: {"url":"https://example.com/a.jpg"}]',
			[picture],
		],
		[{ participantId: null, channel: null }, null, 'Unknown: [no text]', []],
		[
			{ name: ' ', address: 'x', channel: 'FAX' },
			{ text: null, media: null },
			'x (FAX): [no text]',
			[],
		],
		[
			{ channel: 'SMS' },
			{ type: 'TRANSCRIPTION', text: ' ', transcription: { channel: 1 } },
			'Unknown (SMS): [no text]',
			[],
		],
	];
	for (const [index, [author, content]] of rows.entries()) {
		const values = { author, content, occurredAt: Date.UTC(2026, 0, 31, 10, index) };
		addCommunication(service.emulator, conversation, values as object);
	}
	const { json } = await service.run('conversation', 'getTranscript', {
		conversationId: conversation.id,
	});
	const lines = String(json[0].text).split('\n');
	expect(lines.map((line) => line.slice('2026-01-31 10:00 '.length))).toEqual(
		rows.map(([, , line]) => line),
	);
	const messages = json[0].messages as IDataObject[];
	expect(messages.map(({ media }) => media)).toEqual(rows.map(([, , , media]) => media));
});

it.each([
	['null', null],
	['one without ID and type', [{ name: 'Nobody' }]],
	['one without addresses', [{ id: 'conv_participant_1', type: 'AI_AGENT' }]],
	['one that is null', [null]],
])('lists the participants for a transcript where the conversation has %s', async (_, shown) => {
	const address = { channel: 'SMS', address: '+15017122661' } as const;
	const { id } = addCommunicationBy(address);
	const body = { id, participants: shown };
	const match = { path: new RegExp(`${id}$`) };
	service.emulator.failNext([{ kind: 'answer', answer: { status: 200, body }, match }]);
	const { json } = await service.run('conversation', 'getTranscript', { conversationId: id });
	expect(json[0]).toMatchObject({ name: null, status: null });
	expect(json[0].participants).toEqual([
		{
			id: expect.any(String),
			name: null,
			type: 'CUSTOMER',
			profileId: null,
			addresses: ['+15017122661 SMS'],
		},
	]);
	expect(json[0].text).toMatch(/ \+15017122661 \(customer, SMS\): Hello$/);
});

it('takes nobody for an author without an address', async () => {
	const { id } = addCommunicationBy({ channel: 'SMS' });
	const body = [{ id: 'p1', name: 'Jane', type: 'CUSTOMER', addresses: [{ channel: 'SMS' }, {}] }];
	const answer = { status: 200, body: { id, participants: body } };
	service.emulator.failNext([{ kind: 'answer', answer, match: { path: new RegExp(`${id}$`) } }]);
	const { json } = await service.run('conversation', 'getTranscript', { conversationId: id });
	expect(json[0].text).toMatch(/ Unknown \(SMS\): Hello$/);
});

it('says that a configuration is created when it cannot be found', async () => {
	service.emulator.configure({ operationNames: 'nothing', listOmitsFields: ['displayName'] });
	const { error } = await service.run('configuration', 'create', {
		displayName: 'Support',
		description: 'Customer support',
		conversationGroupingType: 'GROUP_BY_PROFILE',
		memoryStoreId: 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2',
	});
	expect(error?.message).toBe(
		'Twilio accepted and carried out the new configuration "Support", but did not say under which ID',
	);
	expect(error?.description).toContain('Do not create it again.');
});

describe('a 2xx of something that is not Twilio', () => {
	const answers: Array<[string, object | undefined]> = [
		['{"ok":true}', { ok: true }],
		['a refusal', { code: 20404, message: 'Not found' }],
		['a record without its id', { status: 'ACTIVE', statusUrl: '' }],
		['nothing', undefined],
	];
	const rows = OPERATIONS.flatMap((row) => answers.map(([name, body]) => ({ ...row, name, body })));
	withoutJitter();

	it.each(rows)(
		'$resource $operation: $name',
		async ({ resource, operation, parameters, body }) => {
			service.emulator.failNext([{ kind: 'answer', answer: { status: 200, body }, times: 100 }]);
			const { error, json } = await service.run(resource, operation, parameters);
			expect(json).toEqual([]);
			expect(error?.message).toMatch(
				/answered with something that is not an? |gave an answer that cannot be read/,
			);
			expect(error?.description).toContain("Check 'Base URL' in the credential.");
			const [{ method }] = service.emulator.journal;
			expect(error).toMatchObject({ context: { mayHaveRun: method !== 'GET' } });
		},
	);
});

/** Every list of the action node: Get Many of each resource that has it. */
const LISTS = resources.flatMap(({ value, operations }) =>
	operations
		.filter((operation) => operation.value === 'getAll')
		.map(({ endpoint }) => [value, endpoint.path.split('/').pop()?.toLowerCase() ?? ''] as const),
);
const PICKERS = Object.keys(new TwilioConversations().methods.listSearch);

/** Adds `count` records for every list; those within a conversation to the one returned. */
const stock = (count: number) => {
	const { emulator } = service;
	emulator.seed({ configurations: count - 1, conversations: count - 1, participants: 0 });
	const address = (index: number) => [{ channel: 'SMS' as const, address: `+1501712${index}` }];
	const conversation = service.conversation({
		participants: Array.from({ length: count }, (_, index) => ({ addresses: address(index) })),
	});
	for (let index = 0; index < count; index++) addCommunication(emulator, conversation);
	return { conversationId: conversation.id };
};

describe.each(LISTS)('Get Many of %s', (resource, key) => {
	const getMany = async (count = 2) =>
		await service.run(resource, 'getAll', { returnAll: true, ...stock(count) });

	it.each(notLists(key))('does not accept %j as a list of Twilio', async (listBody) => {
		service.emulator.configure({ listBody });
		const { error } = await getMany();
		expect(error?.message).toContain(`is not a list of ${key}`);
		expect(error?.description).toContain("'Base URL'");
	});

	it('accepts an empty list', async () => {
		service.emulator.configure({ listBody: { [key]: [], meta: { key, pageSize: 0 } } });
		const { json, error } = await getMany();
		expect(error).toBeUndefined();
		expect(json).toEqual([]);
	});

	it('returns a record once that is on two pages', async () => {
		service.emulator.configure({ overlappingPages: true });
		const { json } = await getMany(1_100);
		expect(json).toHaveLength(1_100);
		expect(new Set(json.map(({ id }) => id)).size).toBe(json.length);
	});

	it('ends with an error when empty pages go on and on', async () => {
		service.emulator.configure({ emptyPages: true });
		const { error } = await getMany();
		expect(error?.message).toContain('does not end: 100 pages in a row held nothing new');
		expect(service.requests()).toHaveLength(100);
	});

	it('ends with an error when a page token repeats', async () => {
		service.emulator.configure({ repeatPageToken: true });
		const { error } = await getMany(1_100);
		expect(error?.message).toContain('does not end: it gave the same page token twice');
		expect(service.requests()).toHaveLength(2);
	});
});

/** Bodies with status 200 that are no list of Twilio. */
function notLists(key: string): Array<Record<string, unknown>> {
	const meta = { key, pageSize: 1 };
	return [
		{ ok: true },
		{ code: 20404, message: 'Not found' },
		{ errors: ['no'] },
		{ meta },
		{ [key]: {}, meta },
		{ [key]: [], meta: { ...meta, key: 'others' } },
		{ [key]: [{ name: 'no id' }], meta },
		{ [key]: [null], meta },
	];
}

describe.each(PICKERS)('%s', (picker) => {
	const search = async (conversationId: string, options = {}) =>
		await searchList(picker, {
			credentials: credentialsFor(service.emulator),
			parameters: {
				resource: 'participant',
				operation: 'get',
				conversationId: { __rl: true, mode: 'id', value: conversationId },
			},
			...options,
		});

	it.each(notLists('conversations'))('does not accept %j as a list of Twilio', async (body) => {
		service.emulator.configure({ listBody: body });
		await expect(search(stock(2).conversationId)).rejects.toThrow('is not a list of');
	});

	it('does not search for ever when empty pages go on and on', async () => {
		service.emulator.configure({ emptyPages: true });
		const shown = await search(stock(2).conversationId, { filter: 'needle' }).then(
			({ results }) => results,
			({ message }: Error) => message,
		);
		// Conversations are sorted, so they are read to the end; others a few pages at a time.
		const isSorted = picker === 'searchConversations';
		expect(shown).toEqual(
			isSorted
				? expect.stringContaining('does not end')
				: [expect.objectContaining({ name: expect.stringContaining('Only 0 were searched') })],
		);
		expect(service.requests()).toHaveLength(isSorted ? 100 : 10);
	});

	it('ends when a page token repeats', async () => {
		service.emulator.configure({ repeatPageToken: true });
		const { conversationId } = stock(1_100);
		const scroll = async () => {
			const { paginationToken } = await search(conversationId);
			return await search(conversationId, { paginationToken });
		};
		await expect(scroll()).rejects.toThrow('same page token');
	});
});

describe('a filter that Twilio ignores', () => {
	it('is applied to the status of conversations', async () => {
		service.emulator.configure({ ignoreFilters: true });
		const statuses = ['ACTIVE', 'CLOSED', 'INACTIVE'] as const;
		const [, closed] = statuses.map((status) => service.conversation({ status }));
		const filters = { status: ['CLOSED'] };
		const { json } = await service.run('conversation', 'getAll', { limit: 1, filters });
		expect(json.map(({ id }) => id)).toEqual([closed.id]);
	});

	it('is applied to the channel of communications, where they tell it', async () => {
		service.emulator.configure({ ignoreFilters: true });
		const conversation = service.conversation();
		const [wanted, , untold] = ['CA1', 'CA2', null].map((channelId) =>
			addCommunication(service.emulator, conversation, { channelId }),
		);
		const { json } = await service.run('communication', 'getAll', {
			conversationId: conversation.id,
			returnAll: true,
			filters: { channelId: 'CA1' },
		});
		expect(json.map(({ id }) => id)).toEqual([wanted.id, untold.id]);
	});

	it('is applied to the memory store of configurations', async () => {
		service.emulator.configure({ ignoreFilters: true });
		const [memoryStoreId, other] = ['1', '2'].map((end) => `mem_store_${'0'.repeat(25)}${end}`);
		const { store } = service.emulator;
		const { id } = store.addConfiguration({ memoryStoreId });
		store.addConfiguration({ memoryStoreId: other });
		const filters = { memoryStoreId };
		const { json } = await service.run('configuration', 'getAll', { returnAll: true, filters });
		expect(json.map((record) => record.id)).toEqual([id]);
	});
});

describe('Clean Up', () => {
	it.each(notLists('conversations'))('does not take %j for an empty list', async (listBody) => {
		service.emulator.configure({ listBody });
		const { error } = await service.run('conversation', 'cleanUp', { dryRun: false });
		expect(error?.message).toContain('is not a list of conversations');
	});
});
