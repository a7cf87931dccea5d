import { addCommunication } from '../support/addRecords';
import { searchList, TRIGGER_NODE } from '../support/engine';
import { person } from '../../emulator/testClient';
import type { Address } from '../../emulator/state/records';
import { credentialsFor, useEmulator } from '../support/useEmulator';

const service = useEmulator();

const search = async (method: string, options = {}) =>
	await searchList(method, { credentials: credentialsFor(service.emulator), ...options });

describe('the conversation picker', () => {
	it('shows name, status and day of the last change', async () => {
		const updatedAt = Date.parse('2026-01-31T10:00:00Z');
		const { id } = service.conversation({ name: 'Order 4711', updatedAt });
		expect((await search('searchConversations')).results).toEqual([
			{ name: 'Order 4711 (ACTIVE, 2026-01-31)', value: id },
		]);
	});

	it('shows the id where there is no name, also from a list that lacks dates', async () => {
		service.emulator.configure({ listOmitsFields: true });
		const { id } = service.conversation();
		expect((await search('searchConversations')).results).toEqual([
			{ name: expect.stringContaining(id), value: id },
		]);
	});

	it('shows what there is, where a list lacks nearly all', async () => {
		service.emulator.configure({
			listOmitsFields: ['updatedAt', 'status', 'participants', 'name'],
		});
		const { id } = service.conversation();
		expect((await search('searchConversations')).results).toEqual([{ name: id, value: id }]);
	});

	it('shows the participants where there is no name', async () => {
		const { id } = service.conversation({
			participants: [person('+15550001'), person('whatsapp:+15550002', 'AGENT', 'WHATSAPP')].map(
				({ addresses }) => ({ addresses: addresses as Address[] }),
			),
		});
		expect((await search('searchConversations')).results).toEqual([
			{ name: expect.stringMatching(/^\+15550001, whatsapp:\+15550002 \(ACTIVE/), value: id },
		]);
	});

	it.each([
		['of the action node: open ones first, newest first', {}, ['c', 'b', 'd', 'a']],
		['of the trigger: only open ones, newest first', { type: TRIGGER_NODE }, ['c', 'b']],
	])('%s', async (_title, options, expected) => {
		const day = (date: number) => Date.UTC(2026, 0, date);
		service.conversation({ name: 'a', status: 'CLOSED', createdAt: day(1) });
		service.conversation({ name: 'b', status: 'INACTIVE', createdAt: day(2) });
		service.conversation({ name: 'd', status: 'CLOSED', createdAt: day(4) });
		service.conversation({ name: 'c', createdAt: day(3), updatedAt: day(3) });
		const { results } = await search('searchConversations', options);
		expect(results.map(({ name }) => name[0])).toEqual(expected);
	});

	describe('searched', () => {
		const people = (...addresses: string[]) => ({
			participants: addresses.map((address) => ({
				name: address === '+15017122661' ? 'Jane Doe' : undefined,
				addresses: [{ channel: 'SMS' as const, address }],
			})),
		});
		const found = async (filter: string, options = {}) => {
			const { results } = await search('searchConversations', { filter, ...options });
			return results.map(({ name }) => name.split(' ')[0]).sort();
		};
		beforeEach(() => {
			service.conversation({ name: 'one', ...people('+15017122661', '+15550009') });
			service.conversation({ name: 'two', status: 'INACTIVE', ...people('whatsapp:+15017122662') });
			service.conversation({ name: 'Activity', status: 'CLOSED', ...people('ada@shop') });
		});

		it.each([
			['+1 (501) 712-2661', ['one']],
			['501 712', ['one', 'two']],
			['whatsapp:', ['two']],
			['SHOP', ['Activity']],
			['jane d', ['one']],
			['act', ['Activity', 'one']],
			['ACTIVE', ['one']],
			['inactive', ['two']],
			['closed', ['Activity']],
			['tiv', ['Activity']],
			['nobody', []],
			['  ', ['Activity', 'one', 'two']],
		])('for %j', async (filter, expected) => {
			expect(await found(filter)).toEqual(expected);
		});

		it('by the id, and among open ones alone for the trigger', async () => {
			const { id } = service.conversation({ name: 'three' });
			expect(await found(id)).toEqual(['three']);
			expect(await found('tiv', { type: TRIGGER_NODE })).toEqual([]);
			expect(await found('501', { type: TRIGGER_NODE })).toEqual(['one', 'two']);
		});

		it('for an address among records that do not show it says so', async () => {
			const conversations = [{ id: 'conv_1', name: 'one', status: 'ACTIVE' }];
			const body = { conversations, meta: { key: 'conversations', pageSize: 1000 } };
			service.emulator.failNext([{ kind: 'answer', answer: { status: 200, body } }]);
			const { results } = await search('searchConversations', { filter: '+15017122661' });
			expect(results).toEqual([
				{ name: '(Twilio left out some addresses. Or enter the ID.)', value: '' },
			]);
		});
	});

	it.each([
		['shown', undefined, 5_000],
		['searched', 'nowhere', 10_000],
	])('says that there are more than are %s', async (_how, filter, most) => {
		const note = {
			name: `(Only ${most.toLocaleString('en-US')} were searched. Or enter the ID.)`,
			value: '',
		};
		service.emulator.seed({ conversations: most, participants: 0 });
		const last = async () => {
			const start = filter === undefined ? String(most - 100) : undefined;
			const page = await search('searchConversations', { filter, paginationToken: start });
			expect(page.paginationToken).toBeUndefined();
			return page.results.at(-1);
		};
		expect(await last()).not.toEqual(note);
		service.emulator.seed({ conversations: 1, participants: 0, seed: 2 });
		expect(await last()).toEqual(note);
	});

	it('goes on page by page to the end', async () => {
		const { conversationIds } = service.emulator.seed({ conversations: 250 });
		const found = new Set<unknown>();
		let paginationToken: unknown;
		do {
			const page = await search('searchConversations', { paginationToken });
			for (const { value } of page.results) found.add(value);
			paginationToken = page.paginationToken;
		} while (paginationToken !== undefined);
		expect(found).toEqual(new Set(conversationIds));
	});

	it('searches beyond the first page', async () => {
		service.emulator.seed({ conversations: 2500 });
		const { id } = service.conversation({ name: 'Needle' });
		service.emulator.seed({ conversations: 100, seed: 2 });
		const { results } = await search('searchConversations', { filter: 'nEEdle' });
		expect(results.map(({ value }) => value)).toEqual([id]);
	});

	it('ends a search without a match within a bound', async () => {
		service.emulator.seed({ conversations: 2500 });
		const { results } = await search('searchConversations', { filter: 'nowhere' });
		expect(results).toEqual([]);
		expect(service.requests()).toHaveLength(3);
	});
});

describe('the participant picker', () => {
	const SMS = { channel: 'SMS' as const, address: '+15017122661' };
	const CHAT = { channel: 'CHAT' as const, address: 'bot' };
	const listed = async (filter?: string) => {
		const { id } = service.conversation({
			participants: [
				{ name: 'Ada', type: 'CUSTOMER', addresses: [SMS] },
				{ type: 'AI_AGENT', addresses: [CHAT, { ...SMS, address: '+15550001' }] },
			],
		});
		const parameters = { resource: 'participant', operation: 'get', conversationId: id };
		const { results } = await search('searchParticipants', { parameters, filter });
		return results.map(({ name }) => name);
	};
	const ADA = 'Ada (CUSTOMER, +15017122661 SMS)';
	const BOT = 'bot CHAT, +15550001 SMS (AI_AGENT)';

	it('shows the name, or the addresses where there is none', async () => {
		expect(await listed()).toEqual([ADA, BOT]);
	});

	it.each([
		['ada', [ADA]],
		['agent', [BOT]],
		['ai_agent', [BOT]],
		['+1 501', [ADA]],
		['1555', [BOT]],
		['gent', []],
	])('searched for %j', async (filter, expected) => {
		expect(await listed(filter)).toEqual(expected);
	});
});

describe('the communication picker', () => {
	it('shows author, first words and time, as much as the editor shows of a line', async () => {
		const conversation = service.conversation();
		const text = 'Where is my parcel? I have been waiting since Tuesday';
		const { id } = addCommunication(service.emulator, conversation, {
			author: { channel: 'WHATSAPP', address: 'whatsapp:+15017122661' },
			content: { type: 'TEXT', text },
			occurredAt: Date.parse('2026-01-31T10:00:00Z'),
		});
		const parameters = {
			resource: 'communication',
			operation: 'get',
			conversationId: conversation.id,
		};
		const { results } = await search('searchCommunications', { parameters });
		const name = 'whatsapp:+15017122661: Where is my parcel? I ha… (2026-01-31 10:00)';
		expect(results).toEqual([{ name, value: id }]);
		const found = await search('searchCommunications', { parameters, filter: 'since tuesday' });
		expect(found.results).toEqual(results);
	});
});

describe('the configuration picker', () => {
	it('shows and finds configurations by name', async () => {
		const { store } = service.emulator;
		store.addConfiguration({ displayName: 'Sales' });
		const { id } = store.addConfiguration({ displayName: 'Support', description: 'All of it' });
		const { results } = await search('searchConfigurations', { filter: 'supp' });
		expect(results).toEqual([{ name: 'Support', value: id, description: 'All of it' }]);
	});
});

it.each(['searchConversations', 'searchConfigurations'])(
	'%s shows what is wrong instead of an empty list',
	async (method) => {
		const credentials = credentialsFor(service.emulator, { authToken: 'wrong' });
		await expect(search(method, { credentials })).rejects.toThrow(
			'Twilio did not accept the credential',
		);
	},
);
