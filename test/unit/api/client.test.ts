import { NodeOperationError, sleep } from 'n8n-workflow';

import { Cancellation, Cancelled } from '../../../nodes/api/cancellation';
import { TwilioClient } from '../../../nodes/api/client';
import type { Endpoint } from '../../../nodes/api/endpoint';
import { Limiter } from '../../../nodes/api/sending/limiter';
import type { Outcome } from '../../../nodes/api/answers/outcome';
import { contextWith, response } from '../../support/context';
import { deferred } from '../../support/deferred';

const PATH = '/v2/Conversations/{conversationId}';
const GET: Endpoint<typeof PATH> = { method: 'GET', path: PATH };
const POST: Endpoint<'/v2/Conversations'> = { method: 'POST', path: '/v2/Conversations' };
const ids = { conversationId: 'conv_1' };

describe('the client', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('asks again after the time that Twilio names, and gives the answer', async () => {
		const begun = Date.now();
		const times: number[] = [];
		const context = contextWith(async () => {
			times.push(Date.now() - begun);
			return await Promise.resolve(
				times.length < 3 ? response(429, '', { 'Retry-After': '7' }) : response(200, { id: 'x' }),
			);
		});
		const answer = new TwilioClient(context, new Limiter(1)).request(GET, { ids });
		await jest.runAllTimersAsync();
		expect((await answer).body).toEqual({ id: 'x' });
		expect(times).toEqual([0, 7000, 14_000]);
	});

	it('does not count the time in a queue as time spent on a request', async () => {
		const limiter = new Limiter(1);
		const slow = deferred<Outcome>();
		const occupied = limiter.run(async () => await slow.promise, new Cancellation());
		let attempts = 0;
		const context = contextWith(
			async () =>
				await Promise.resolve(++attempts === 1 ? response(503, '') : response(200, { id: 'x' })),
		);
		const answer = new TwilioClient(context, limiter).request(GET, { ids });
		await jest.advanceTimersByTimeAsync(3_600_000);
		expect(attempts).toBe(0);
		slow.resolve({ kind: 'unreachable', code: 'ENOTFOUND' });
		await occupied;
		await jest.runAllTimersAsync();
		expect((await answer).status).toBe(200);
		expect(attempts).toBe(2);
	});

	it('counts what the attempts themselves take', async () => {
		let attempts = 0;
		const context = contextWith(async () => {
			attempts++;
			await sleep(60_000);
			return response(504, '');
		});
		const client = new TwilioClient(context, new Limiter(1), new Cancellation(), 150_000);
		const failure = client.request(GET, { ids }).catch((error: Error) => error);
		await jest.runAllTimersAsync();
		expect(await failure).toHaveProperty('context.attempts', 3);
		expect(attempts).toBe(3);
	});

	it('counts the waits between the attempts', async () => {
		const context = contextWith(
			async () => await Promise.resolve(response(429, '', { 'Retry-After': '100' })),
		);
		const client = new TwilioClient(context, new Limiter(1), new Cancellation(), 250_000);
		const failure = client.request(GET, { ids }).catch((error: Error) => error);
		await jest.runAllTimersAsync();
		expect(await failure).toHaveProperty('context.attempts', 3);
	});

	it('gives up where a second time would do harm, and after the last attempt', async () => {
		let attempts = 0;
		const context = contextWith(async () => {
			attempts++;
			return await Promise.resolve(response(500, ''));
		});
		const client = new TwilioClient(context, new Limiter(1));
		const failures = [
			client.request(POST, { ids: {}, body: {} }),
			client.request(POST, { ids: {}, body: {}, idempotencyKey: 'key' }),
		].map(async (request) => await request.catch((error: Error) => error));
		await jest.runAllTimersAsync();
		const [once, often] = await Promise.all(failures);
		expect(attempts).toBe(1 + 8);
		expect(once).toHaveProperty('description', expect.stringContaining('it was not repeated'));
		expect(often).toHaveProperty('description', expect.stringContaining('8 attempts'));
	});

	it('stops waiting at once when the run is cancelled', async () => {
		const cancellation = new Cancellation();
		const context = contextWith(
			async () => await Promise.resolve(response(429, '', { 'Retry-After': '100' })),
		);
		const client = new TwilioClient(context, new Limiter(1), cancellation);
		const outcome = client.request(GET, { ids }).catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(1000);
		cancellation.cancel();
		expect(await outcome).toBeInstanceOf(Cancelled);
	});

	it('gives every caller an error of its own, since each bears the index of its item', async () => {
		const context = contextWith(
			async () => await Promise.reject(new Error('never sent')),
			'no URL',
		);
		const client = new TwilioClient(context, new Limiter(2));
		const [one, other] = await Promise.all(
			[1, 2].map(async () => await client.request(GET, { ids }).catch((error: unknown) => error)),
		);
		expect(one).toBeInstanceOf(NodeOperationError);
		expect(other).toBeInstanceOf(NodeOperationError);
		expect(one).not.toBe(other);
	});
});
