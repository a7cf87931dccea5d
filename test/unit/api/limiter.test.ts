import fc from 'fast-check';

import { Cancellation, Cancelled } from '../../../nodes/api/cancellation';
import { Limiter } from '../../../nodes/api/sending/limiter';
import type { Outcome } from '../../../nodes/api/answers/outcome';
import { type Deferred, deferred, settled } from '../../support/deferred';

/** The answer to the request with this index. */
const done = (index: number): Outcome => ({
	kind: 'done',
	answer: { status: 200, headers: {}, body: { index } },
});

const throttled: Outcome = {
	kind: 'httpError',
	status: 429,
	headers: {},
	problem: { pointers: [] },
};

/**
 * Queues that many requests and records when each is sent; the test decides when and how they end.
 */
function start(max: number, requests: number) {
	const limiter = new Limiter(max);
	const cancellation = new Cancellation();
	const begun: number[] = [];
	const ends = Array.from({ length: requests }, () => deferred<Outcome>());
	const results = ends.map(
		async ({ promise }, index) =>
			await limiter
				.run(async () => {
					begun.push(index);
					return await promise;
				}, cancellation)
				.catch((error: unknown) => error),
	);
	return { limiter, cancellation, begun, ends, results: Promise.all(results) };
}

const end = (request: Deferred<Outcome>, index: number, fails: boolean) => {
	if (fails) request.reject(new Error(`request ${index} failed`));
	else request.resolve(done(index));
};

const plan = fc.record({
	max: fc.integer({ min: 1, max: 5 }),
	/** Whether each request fails. */
	requests: fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }),
	/** Which of the requests in flight ends next. */
	picks: fc.infiniteStream(fc.nat(100)),
	cancelAfter: fc.nat(15),
});

describe('the limiter', () => {
	it('sends no more at once than allowed, all in the order they came, and passes answers on', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async ({ max, requests, picks }) => {
				const { begun, ends, results } = start(max, requests.length);
				const under = new Set<number>();
				for (let ended = 0; ended < requests.length; ended++) {
					await settled();
					begun.slice(under.size + ended).forEach((index) => under.add(index));
					// No slot stays free while requests are waiting.
					expect(under.size).toBe(Math.min(max, requests.length - ended));
					const index = [...under][picks.next().value % under.size];
					under.delete(index);
					end(ends[index], index, requests[index]);
				}
				expect(begun).toEqual(requests.map((_fails, index) => index));
				expect(await results).toEqual(
					requests.map((fails, index) =>
						fails ? new Error(`request ${index} failed`) : done(index),
					),
				);
			}),
			{ numRuns: 60 },
		);
	});

	it('sends nothing after a cancellation, and gives every place back', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async ({ max, requests, picks, cancelAfter }) => {
				const { limiter, cancellation, begun, ends, results } = start(max, requests.length);
				const under: number[] = [];
				for (let ended = 0; ended < Math.min(cancelAfter, requests.length); ended++) {
					await settled();
					under.push(...begun.slice(under.length + ended));
					const [index] = under.splice(picks.next().value % under.length, 1);
					end(ends[index], index, requests[index]);
				}
				// At once, while a freed slot is being handed to the next in the queue.
				cancellation.cancel();
				const before = begun.length;
				await settled();
				expect(begun.length).toBe(before);

				ends.forEach((request, index) => end(request, index, requests[index]));
				const outcomes = await results;
				expect(begun.length).toBe(before);
				expect(outcomes.filter((outcome) => outcome instanceof Cancelled)).toHaveLength(
					requests.length - before,
				);

				const others = Array.from({ length: max + 1 }, () => deferred());
				let running = 0;
				const more = others.map(
					async ({ promise }, index) =>
						await limiter.run(async () => {
							running++;
							await promise;
							return done(index);
						}, new Cancellation()),
				);
				await settled();
				expect(running).toBe(max);
				others.forEach(({ resolve }) => resolve());
				await Promise.all(more);
			}),
			{ numRuns: 60 },
		);
	});

	it('frees the place of a request that throws before it waits for anything', async () => {
		const limiter = new Limiter(1);
		const cancellation = new Cancellation();
		const broken = () => {
			throw new Error('at once');
		};
		await expect(limiter.run(broken, cancellation)).rejects.toThrow('at once');
		expect(await limiter.run(async () => await Promise.resolve(done(2)), cancellation)).toEqual(
			done(2),
		);
	});

	it('goes on with what was begun before it begins what is new', async () => {
		const limiter = new Limiter(1);
		const none = new Cancellation();
		const order: string[] = [];
		const note = (name: string) => async () => {
			order.push(name);
			return await Promise.resolve(done(order.length));
		};
		await Promise.all([
			limiter.run(note('first'), none),
			limiter.run(note('new'), none),
			limiter.run(note('begun'), none, true),
		]);
		expect(order).toEqual(['first', 'begun', 'new']);
	});
});

describe('while requests are refused', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	/**
	 * Retries each of so many requests until it is accepted, by a server that refuses all until a
	 * given time.
	 */
	function storm(requests: number, opensAfterMs: number) {
		const limiter = new Limiter();
		const cancellation = new Cancellation();
		const begun = performance.now();
		const sent: number[] = [];
		const tryUntilTaken = async () => {
			for (;;) {
				const outcome = await limiter.run(async () => {
					sent.push(performance.now() - begun);
					return await Promise.resolve(sent.at(-1)! < opensAfterMs ? throttled : done(0));
				}, cancellation);
				if (outcome.kind === 'done') return outcome;
			}
		};
		const all = Promise.all(Array.from({ length: requests }, tryUntilTaken));
		return { all, sent, cancellation };
	}

	it('one request at a time probes, at least each second, and all others wait', async () => {
		const { all, sent } = storm(100, 60_000);
		await jest.advanceTimersByTimeAsync(59_000);
		expect(sent.filter((at) => at > 2000).length).toBeGreaterThan(50);
		expect(sent.length).toBeLessThan(100);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await all).toHaveLength(100);
	});

	it('a cancellation ends the wait of all of them at once', async () => {
		const { all, sent, cancellation } = storm(100, Infinity);
		const ended = all.catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(10_000);
		const before = sent.length;
		cancellation.cancel();
		expect(await ended).toBeInstanceOf(Cancelled);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(sent).toHaveLength(before);
	});
});
