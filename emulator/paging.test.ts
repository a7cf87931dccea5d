import type { Answer } from './testClient';
import { useApi } from './useApi';

describe('paging', () => {
	const service = useApi();
	const { api } = service;

	const list = async (query = '') => (await api('GET', `/v2/Conversations?${query}`)).body;
	const idsOf = (body: Answer['body']) => body.conversations.map(({ id }) => id);
	const walk = async (query: string, between: () => void = () => {}) => {
		const ids: string[] = [];
		for (let token = '', pages = 0; pages < 1_000; pages++) {
			const body = await list(query + token);
			ids.push(...idsOf(body));
			if (body.meta.nextToken === undefined) return ids;
			token = `&pageToken=${body.meta.nextToken}`;
			between();
		}
		throw new Error('no end');
	};

	it('has 50 records by default; meta tells key and the number in this page (Twilio OpenAPI)', async () => {
		service.emulator.seed({ conversations: 70 });
		const first = await list();
		expect(first.meta).toMatchObject({ key: 'conversations', pageSize: 50 });
		expect(first.meta.previousToken).toBeUndefined();
		const second = await list(`pageToken=${first.meta.nextToken}`);
		expect(second.meta.pageSize).toBe(20);
		expect(second.meta.nextToken).toBeUndefined();
		const back = await list(`pageToken=${second.meta.previousToken}`);
		expect(idsOf(back)).toEqual(idsOf(first));
	});

	it.each([1, 7, 50, 100])('gives every record once with pages of %i', async (size) => {
		const { conversationIds } = service.emulator.seed({ conversations: 100 });
		expect(await walk(`pageSize=${size}`)).toEqual(conversationIds);
	});

	it('tokens are URL-safe base64 (Twilio docs) and of one list only', async () => {
		service.emulator.seed({ conversations: 3, configurations: 3 });
		const { nextToken = '' } = (await list('pageSize=1')).meta;
		expect(nextToken).toMatch(/^[A-Za-z0-9_-]+$/);
		const other = await api('GET', `/v2/ControlPlane/Configurations?pageToken=${nextToken}`);
		expect(other.status).toBe(400);
		expect((await api('GET', '/v2/Conversations?pageToken=made-up')).status).toBe(400);
	});

	it('forgets a filter that is not sent again (SDK 6.2: TokenPage sends the original query)', async () => {
		service.emulator.seed({ conversations: 60 });
		const { nextToken } = (await list('status=CLOSED&pageSize=2')).meta;
		const statuses = (page: Answer['body']) =>
			new Set(page.conversations.map(({ status }) => status));
		expect(statuses(await list(`pageSize=50&pageToken=${nextToken}`)).size).toBeGreaterThan(1);
		expect(statuses(await list(`status=CLOSED&pageToken=${nextToken}`))).toEqual(
			new Set(['CLOSED']),
		);
	});

	it('skips and repeats nothing while records are deleted behind and ahead', async () => {
		const { conversationIds } = service.emulator.seed({ conversations: 100 });
		const deleted: string[] = [];
		const seen = await walk('pageSize=9', () => {
			const open = [...service.emulator.store.conversations.values()];
			for (const record of [open[0], open[open.length - 1]]) {
				if (!record) continue;
				deleted.push(record.id);
				service.emulator.store.removeConversation(record);
			}
		});
		expect(new Set(seen).size).toBe(seen.length);
		const kept = conversationIds.filter((id) => !deleted.includes(id));
		expect(seen).toEqual(expect.arrayContaining(kept));
		expect(await walk('pageSize=50')).toEqual(kept);
	});

	// github.com/twilio/twilio-php pull 914: servers that repeat a token, lists without meta.
	it('can repeat the token it was asked with', async () => {
		service.emulator.seed({ conversations: 10 });
		service.emulator.configure({ repeatPageToken: true });
		const { nextToken } = (await list('pageSize=2')).meta;
		expect((await list(`pageSize=2&pageToken=${nextToken}`)).meta.nextToken).toBe(nextToken);
	});

	it('can ignore the filters', async () => {
		service.emulator.seed({ conversations: 50 });
		service.emulator.configure({ ignoreFilters: true });
		const { conversations } = await list('status=CLOSED');
		expect(new Set(conversations.map(({ status }) => status)).size).toBe(3);
	});

	it('can list a record on two pages, as a list that changes does', async () => {
		const { conversationIds } = service.emulator.seed({ conversations: 9 });
		service.emulator.configure({ overlappingPages: true });
		const seen = await walk('pageSize=5');
		const [, , , , shared] = conversationIds;
		expect(seen).toHaveLength(10);
		expect(seen.filter((id) => id === shared)).toHaveLength(2);
		expect(new Set(seen)).toEqual(new Set(conversationIds));
	});

	it('can go on for ever with empty pages', async () => {
		service.emulator.seed({ conversations: 9 });
		service.emulator.configure({ emptyPages: true });
		const tokens = new Set<string>();
		for (let token = '', pages = 0; pages < 5; pages++) {
			const { conversations, meta } = await list(token && `pageToken=${token}`);
			expect(conversations).toEqual([]);
			token = String(meta.nextToken);
			tokens.add(token);
		}
		expect(tokens.size).toBe(5);
		expect(service.emulator.violations).toEqual([]);
	});

	it('can answer something other than a list', async () => {
		service.emulator.configure({ listBody: { ok: true } });
		expect(await list()).toEqual({ ok: true });
		expect(service.emulator.violations).toEqual([]);
	});

	it('can leave out meta', async () => {
		service.emulator.configure({ omitListMeta: true });
		const answer = await api('GET', '/v2/Conversations');
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({ conversations: [] });
		expect(service.emulator.violations).toEqual([]);
	});

	it('seeds the same records for the same seed and time, and others for another seed', () => {
		service.emulator.clock.freeze();
		const now = service.emulator.clock.now();
		const seeded = (seed: number) => {
			service.emulator.reset();
			service.emulator.clock.freeze();
			service.emulator.clock.set(now);
			service.emulator.seed({ conversations: 20, seed });
			return JSON.stringify(
				[...service.emulator.store.conversations.values()].map(
					({ id, status, createdAt, updatedAt }) => [id, status, createdAt, updatedAt],
				),
			);
		};
		expect(seeded(1)).toBe(seeded(1));
		expect(seeded(1)).not.toBe(seeded(2));
	});

	it('finds the few that fit among 100,000', async () => {
		const statuses = { ACTIVE: 999, INACTIVE: 0, CLOSED: 1 };
		const { counts } = service.emulator.seed({ conversations: 100_000, participants: 0, statuses });
		expect(await walk('pageSize=10&status=CLOSED')).toHaveLength(counts.CLOSED);
	});
});
