import { eventually } from '../test/support/eventually';
import { FAULT_KINDS, startEmulator } from './index';
import type { FaultKind } from './index';
import { apiOf } from './testClient';
import { useApi } from './useApi';

describe('faults and limits', () => {
	const service = useApi();
	const { api } = service;
	let configurationId: string;

	beforeEach(() => {
		configurationId = service.emulator.store.addConfiguration().id;
	});
	afterEach(() => expect(service.emulator.violations).toEqual([]));

	const create = async () => await api('POST', '/v2/Conversations', { configurationId });
	const get = async () => await api('GET', `/v2/ControlPlane/Configurations/${configurationId}`);
	const created = () => service.emulator.store.conversations.size;

	// Twilio docs, error 20429: a 429 was not processed. The others are what proxies and networks do.
	it.each([
		['429', 429, 0],
		['500', 500, 0],
		['502', 502, 0],
		['503', 503, 0],
		['504', 504, 0],
		['503-retry-after', 503, 0],
		['500-after', 500, 1],
		['html', 502, 0],
		['html-200', 200, 0],
		['truncated', 201, 1],
		['empty', 201, 1],
	] as Array<[FaultKind, number, number]>)(
		'%s answers %i and carries out %i of 1 requests',
		async (kind, status, carriedOut) => {
			service.emulator.failNext([{ kind }]);
			const answer = await create().catch((error: Error) => error);
			expect(created()).toBe(carriedOut);
			expect(service.emulator.journal).toMatchObject([
				{ outcome: 'fault', fault: kind, processed: carriedOut === 1, status },
			]);
			// Truncated JSON does not parse; the other answers do.
			if (kind === 'truncated') expect(answer).toBeInstanceOf(SyntaxError);
			else expect(answer).toMatchObject({ status });
			expect((await get()).status).toBe(200);
		},
	);

	it.each([
		['reset-before', 0],
		['reset-after', 1],
		['reset-mid-body', 1],
	] as Array<[FaultKind, number]>)(
		'%s cuts the connection and carries out %i of 1 requests',
		async (kind, carriedOut) => {
			service.emulator.failNext([{ kind }]);
			await expect(create()).rejects.toThrow();
			expect(created()).toBe(carriedOut);
			expect(service.emulator.journal[0]).toMatchObject({ status: 0, processed: carriedOut === 1 });
			expect((await get()).status).toBe(200);
		},
	);

	it('hang never answers and ends after hangMs', async () => {
		service.emulator.configure({ hangMs: 40 });
		service.emulator.failNext([{ kind: 'hang' }]);
		await expect(create()).rejects.toThrow();
		expect(created()).toBe(0);
	});

	it('close() ends hanging requests', async () => {
		const other = await startEmulator();
		other.failNext([{ kind: 'hang' }]);
		const hanging = apiOf(other)('GET', '/v2/Conversations').then(
			() => 'answered',
			() => 'cut',
		);
		await eventually('the request to hang', () => other.journal[0]?.outcome === 'fault');
		await other.close();
		expect(await hanging).toBe('cut');
	});

	it('has a shape for each kind: HTML page, half of the JSON, no byte, Retry-After', async () => {
		const kinds: FaultKind[] = ['html', 'empty', '503-retry-after'];
		service.emulator.failNext(kinds.map((kind) => ({ kind })));
		const [html, empty, unavailable] = [await get(), await get(), await get()];
		expect(html?.headers.get('content-type')).toBe('text/html');
		expect(html?.text).toMatch(/^<!DOCTYPE html>/);
		expect(empty?.text).toBe('');
		expect(unavailable?.headers.get('retry-after')).toBe('1');
		expect(unavailable?.body).toMatchObject({ code: 20503, status: 503 });
	});

	it('queues: which requests, how many of them, how many first', async () => {
		service.emulator.failNext([
			{ kind: '500', match: { method: 'POST' } },
			{ kind: '503', match: { path: /Configurations\/conv_/ }, times: 2, skip: 1 },
			{ kind: '429', match: { operationId: 'ListConversationByAccount' }, retryAfter: 7 },
		]);
		const statuses = [];
		for (let turn = 0; turn < 4; turn++) statuses.push((await get()).status);
		expect(statuses).toEqual([200, 503, 503, 200]);
		expect([(await create()).status, (await create()).status]).toEqual([500, 201]);
		const limited = await api('GET', '/v2/Conversations');
		expect(limited.status).toBe(429);
		expect(limited.headers.get('retry-after')).toBe('7');
	});

	it('by chance: the same requests for the same seed, others for another, about as many as asked', async () => {
		const run = async (seed: number) => {
			service.emulator.configure({ faults: { rate: 0.3, kinds: ['500', '503'], seed } });
			const statuses = [];
			for (let turn = 0; turn < 60; turn++) statuses.push((await get()).status);
			return statuses;
		};
		const first = await run(7);
		expect(await run(8)).not.toEqual(first);
		expect(await run(7)).toEqual(first);
		const failed = first.filter((status) => status !== 200).length;
		expect(failed).toBeGreaterThan(8);
		expect(failed).toBeLessThan(30);
		expect(new Set(first)).toEqual(new Set([200, 500, 503]));
	});

	it('knows every kind it offers', async () => {
		service.emulator.configure({ hangMs: 1 });
		for (const kind of FAULT_KINDS) {
			service.emulator.failNext([{ kind }]);
			await get().catch(() => undefined);
		}
		expect(service.emulator.journal.map(({ fault }) => fault)).toEqual([...FAULT_KINDS]);
	});

	describe('rate limit (Twilio docs, error 20429; no numbers are published for v2)', () => {
		it('per second of the clock: refused requests are not processed and do not count', async () => {
			service.emulator.clock.freeze();
			service.emulator.configure({ rateLimit: { perSecond: 3 } });
			const statuses = [];
			for (let turn = 0; turn < 5; turn++) statuses.push((await create()).status);
			expect(statuses).toEqual([201, 201, 201, 429, 429]);
			expect(created()).toBe(3);
			expect(service.emulator.journal[4]).toMatchObject({
				outcome: 'rateLimited',
				processed: false,
			});
			service.emulator.clock.advance(999);
			expect((await create()).status).toBe(429);
			service.emulator.clock.advance(1);
			expect((await create()).status).toBe(201);
		});

		it('in flight: as many as allowed, the others refused; the journal tells how many there were', async () => {
			service.emulator.configure({ rateLimit: { concurrent: 2 }, latencyMs: 30 });
			const answers = await Promise.all([create(), create(), create(), create()]);
			expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 429, 429]);
			expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 20429 });
			expect(Math.max(...service.emulator.journal.map(({ inFlight }) => inFlight))).toBe(4);
			expect((await create()).status).toBe(201);
		});

		it.each([
			[undefined, null],
			[null, null],
			[4, '4'],
			['soon', 'soon'],
		])('Retry-After %s', async (retryAfter, header) => {
			service.emulator.clock.freeze();
			service.emulator.configure({ rateLimit: { perSecond: 1, retryAfter } });
			await get();
			expect((await get()).headers.get('retry-after')).toBe(header);
		});

		it('Retry-After as an HTTP date one second ahead', async () => {
			service.emulator.clock.freeze();
			service.emulator.clock.set('2026-01-02T03:04:05Z');
			service.emulator.configure({ rateLimit: { perSecond: 1, retryAfter: 'date' } });
			await get();
			expect((await get()).headers.get('retry-after')).toBe('Fri, 02 Jan 2026 03:04:06 GMT');
		});
	});

	it('latency delays each answer', async () => {
		service.emulator.configure({ latencyMs: 40 });
		const before = performance.now();
		await get();
		expect(performance.now() - before).toBeGreaterThanOrEqual(35);
	});
});
