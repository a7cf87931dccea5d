import { Cancellation } from '../../../nodes/api/cancellation';
import { CircuitBreaker } from '../../../nodes/api/sending/circuitBreaker';
import { TwilioClient } from '../../../nodes/api/client';
import { Crew } from '../../../nodes/api/crew';
import type { Endpoint } from '../../../nodes/api/endpoint';
import { Limiter } from '../../../nodes/api/sending/limiter';
import { wasNotSent } from '../../../nodes/api/answers/notSent';
import { RETRY } from '../../../nodes/api/sending/retry';
import { contextWith, response } from '../../support/context';
import { deferred, settled } from '../../support/deferred';

const GET: Endpoint<'/v2/Conversations/{conversationId}'> = {
	method: 'GET',
	path: '/v2/Conversations/{conversationId}',
};
const POST: Endpoint<'/v2/Conversations'> = { method: 'POST', path: '/v2/Conversations' };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Runs items concurrently, each with its own fork. */
function runItems(
	client: TwilioClient,
	items: number,
	work: (own: TwilioClient) => Promise<unknown>,
) {
	const crew = new Crew(client);
	return Promise.all(
		Array.from(
			{ length: items },
			async () => await crew.run(work).catch((error: unknown) => error),
		),
	);
}

const get = async (client: TwilioClient) =>
	await client.request(GET, { ids: { conversationId: 'conv_1' } });

describe('a run in which nothing is accepted', () => {
	it.each([
		['429', async () => await Promise.resolve(response(429, ''))],
		['429 with a short Retry-After', async () => response(429, '', { 'Retry-After': '5' })],
		['500', async () => await Promise.resolve(response(500, ''))],
		['a refused connection', async () => await Promise.reject(codeError('ECONNREFUSED'))],
		['a reset', async () => await Promise.reject(codeError('ECONNRESET'))],
	])(
		'ends within the patience of one request, however many items wait: %s',
		async (name, answer) => {
			const begun = Date.now();
			let endedAt = 0;
			const client = new TwilioClient(contextWith(answer), new Limiter(50));
			const errors = runItems(client, 300, get).finally(() => (endedAt = Date.now() - begun));
			await jest.advanceTimersByTimeAsync(RETRY.maxTotalMs + 1000);
			expect(endedAt).toBeGreaterThan(0);
			const unsent = (await errors).filter(wasNotSent).length;
			// Server errors do not slow down the other requests, so all items use up their attempts in
			// parallel.
			if (name.startsWith('429')) expect(unsent).toBeGreaterThan(200);
		},
	);

	it('has the whole patience anew once something was accepted', async () => {
		let fails = true;
		const context = contextWith(
			async () =>
				await Promise.resolve(fails ? response(503, '') : response(200, { id: 'conv_1' })),
		);
		const client = new TwilioClient(context, new Limiter(1), new Cancellation(), 60_000);
		for (let round = 0; round < 5; round++) {
			fails = true;
			const answer = get(client);
			await jest.advanceTimersByTimeAsync(20);
			fails = false;
			await jest.advanceTimersByTimeAsync(40_000);
			expect((await answer).status).toBe(200);
		}
	});

	it('is not ended by a write that is given up because it may have been done', async () => {
		const context = contextWith(
			async () => await Promise.resolve(response(503, '', { 'Retry-After': '1' })),
		);
		const client = new TwilioClient(context, new Limiter(50));
		const errors = runItems(
			client,
			3,
			async (own) => await own.request(POST, { ids: {}, body: {} }),
		);
		await jest.advanceTimersByTimeAsync(60_000);
		expect((await errors).filter(wasNotSent)).toEqual([]);
	});
});

function codeError(code: string): Error {
	return Object.assign(new Error(code), { code });
}

describe('the circuit breaker', () => {
	it('lets the others go when the first answer takes long', async () => {
		const breaker = new CircuitBreaker();
		const admitted: number[] = [];
		for (const number of [0, 1, 2]) {
			void breaker.admit(new Cancellation()).then(() => admitted.push(number));
		}
		await jest.advanceTimersByTimeAsync(1999);
		expect(admitted).toEqual([0]);
		await jest.advanceTimersByTimeAsync(1);
		expect(admitted).toEqual([0, 1, 2]);
	});

	it('waits for what is under way before one long Retry-After speaks for all', async () => {
		const gate = deferred();
		let sent = 0;
		const context = contextWith(async () => {
			const number = sent++;
			if (number === 0) return response(200, { id: 'conv_1' });
			if (number === 1) return response(429, '', { 'Retry-After': '3600' });
			await gate.promise;
			return response(200, { id: 'conv_1' });
		});
		const client = new TwilioClient(context, new Limiter(3));
		await get(client);
		const results = runItems(client, 2, get);
		await jest.advanceTimersByTimeAsync(100);
		gate.resolve();
		await results;
		const next = get(client);
		await jest.advanceTimersByTimeAsync(60_000);
		expect((await next).status).toBe(200);
	});
});

describe('a client that is closed', () => {
	beforeEach(() => jest.useRealTimers());

	it('sends nothing that waits, and ends when what it sent has', async () => {
		const gate = deferred();
		let sent = 0;
		const context = contextWith(async () => {
			if (sent++ > 0) await gate.promise;
			return response(200, { id: 'conv_1' });
		});
		const crew = new Crew(new TwilioClient(context, new Limiter(3)));
		let isOver = false;
		const run = crew
			.run(async (client) => {
				await get(client);
				for (let number = 0; number < 10; number++) get(client).catch(() => undefined);
				await settled();
				throw new Error('one of them failed');
			})
			.finally(() => (isOver = true));
		const failure = expect(run).rejects.toThrow('one of them failed');
		await settled();
		await settled();
		expect([sent, isOver]).toEqual([4, false]);
		gate.resolve();
		await failure;
		await settled();
		expect(sent).toBe(4);
	});
});
