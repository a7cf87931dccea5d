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
