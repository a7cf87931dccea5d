import { seededRandom } from '../../../emulator/random';
import { atOnce, fixedWindow, noisy, type Server, slidingWindow, tokenBucket } from './servers';
import { type Client, simulate } from './simulation';

const SEEDS = [1, 2, 3];
const SECOND = 1000;

const within = (times: readonly number[], from: number, to: number) =>
	times.filter((at) => at >= from && at < to).length;

/** Refusals among all requests. */
const refusedShare = ({ taken, refused }: Client) =>
	refused.length / (taken.length + refused.length);

/** What was taken a second, from the fifth second to the last whole one. */
function rateOf({ taken, end }: Client): number {
	const last = Math.floor(end / SECOND - 1) * SECOND;
	return within(taken, 5 * SECOND, last) / (last / SECOND - 5);
}

/** Seconds after a change until what is taken stays near a rate for three seconds. */
function settled({ taken }: Client, changed: number, rate: number): number {
	for (let from = changed; from < changed + 20 * SECOND; from += 100) {
		const seconds = [0, 1, 2].map((after) =>
			within(taken, from + after * SECOND, from + (after + 1) * SECOND),
		);
		if (seconds.every((count) => count > 0.9 * rate && count < 1.1 * rate)) {
			return (from - changed) / SECOND;
		}
	}
	return Infinity;
}

describe.each(SEEDS)('with random numbers of seed %d', (seed) => {
	const run = (
		server: Server,
		{ requests = 3000, ...rest }: Partial<Parameters<typeof simulate>[0]> = {},
	) => simulate({ server, requests, random: seededRandom(seed), ...rest });

	it('opens up quickly where there is no limit, and never wider than its bound', () => {
		const [client] = run(
			slidingWindow(() => Infinity),
			{ requests: 1000 },
		);
		expect(client.refused).toEqual([]);
		expect(client.most).toBe(50);
		// The client's own processor needs 1.2 seconds for 1,000 requests.
		expect(client.end).toBeLessThan(1.5 * SECOND);
	});

	it.each([
		['100 in any second', () => slidingWindow(() => 100), 0.95],
		['100 in any second, slow answers', () => slidingWindow(() => 100), 0.85, 300],
		['400 in any second', () => slidingWindow(() => 400), 0.95],
		['100 a second, 100 saved', () => tokenBucket(() => 100, 100), 0.95],
		['100 a second, 10 saved', () => tokenBucket(() => 100, 10), 0.95],
		['100 in each second', () => fixedWindow(() => 100), 0.95],
	])('uses a limit of %s', (name, server, share, slowMs = 0) => {
		const [client] = run(server(), {
			requests: 5000,
			latency: (random) => 50 + slowMs * random(),
			retryAfterMs: 1000,
		});
		expect(rateOf(client)).toBeGreaterThan(share * (name.startsWith('400') ? 400 : 100));
		expect(refusedShare(client)).toBeLessThan(slowMs > 0 || name.includes('each') ? 0.08 : 0.03);
	});

	it.each([20, 5])('uses a limit of %d at once', (limit) => {
		const [client] = run(atOnce(() => limit));
		// 53.2 milliseconds each: the server, and the client's own work.
		expect(client.end).toBeLessThan((1.08 * 3000 * 53.2) / limit);
		expect(refusedShare(client)).toBeLessThan(0.02);
	});

	it.each([1, 2, 10])('gets through a limit of %d in any second', (limit) => {
		const [client] = run(
			slidingWindow(() => limit),
			{ requests: 50 * limit },
		);
		expect(client.end).toBeLessThan(1.5 * 50 * SECOND);
		expect(client.taken).toHaveLength(50 * limit);
	});

	it('follows a limit that falls to a quarter, and comes back with it', () => {
		const [fallen, back] = [15 * SECOND, 35 * SECOND];
		const limit = (now: number) => (now > fallen && now < back ? 50 : 200);
		const [client] = run(slidingWindow(limit), { requests: 7000, retryAfterMs: 1000 });
		expect(settled(client, fallen, 50)).toBeLessThanOrEqual(5);
		expect(settled(client, back, 200)).toBeLessThanOrEqual(5);
	});

	it.each([
		['that begin together', 0],
		['one of which begins later', 5 * SECOND],
	])('shares a limit between two runs %s', (_how, later) => {
		const [first, second] = run(
			slidingWindow(() => 100),
			{
				requests: 5000,
				starts: [0, later],
				retryAfterMs: 1000,
			},
		);
		const end = Math.min(first.end, second.end);
		const [one, other] = [first, second].map(({ taken }) => within(taken, later, end));
		expect(one / (one + other)).toBeGreaterThan(0.35);
		expect(one / (one + other)).toBeLessThan(0.65);
		expect((one + other) / ((end - later) / SECOND)).toBeGreaterThan(90);
	});

	it('is not slowed down for good by refusals that come at any pace', () => {
		const server = noisy(
			slidingWindow(() => Infinity),
			0.025,
			seededRandom(seed),
		);
		const [client] = run(server, { requests: 5000 });
		expect(5000 / (client.end / SECOND)).toBeGreaterThan(20);
	});

	it('asks with one request at a time while everything is refused', () => {
		const outage = (now: number) => (now > 2 * SECOND && now < 12 * SECOND ? 0 : 100);
		const [client] = run(slidingWindow(outage), { requests: 1000, retryAfterMs: 1000 });
		// A request each second at least, besides those under way when it began.
		expect(within(client.refused, 3 * SECOND, 12 * SECOND)).toBeLessThan(15);
		expect(within(client.refused, 3 * SECOND, 12 * SECOND)).toBeGreaterThanOrEqual(8);
		expect(within(client.taken, 12 * SECOND, 14 * SECOND)).toBeGreaterThan(0);
		expect(client.taken).toHaveLength(1000);
	});
});
