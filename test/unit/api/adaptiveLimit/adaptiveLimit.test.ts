import { seededRandom } from '../../../../emulator/random';
import {
	atOnce,
	both,
	fixedWindow,
	noisy,
	type Server,
	slidingWindow,
	tokenBucket,
} from './servers';
import { type Client, simulate } from './simulation';

const SEEDS = [1, 2, 3, 4, 5];
const SECOND = 1000;

const within = (times: readonly number[], from: number, to: number) =>
	times.filter((at) => at >= from && at < to).length;

/** Share of throttled requests. */
const refusedShare = ({ taken, refused }: Client) =>
	refused.length / (taken.length + refused.length);

/**
 * Requests accepted per second, and the share throttled, from the third second to the last whole
 * one.
 */
function steady({ taken, refused, end }: Client) {
	const last = Math.floor(end / SECOND - 1) * SECOND;
	const count = within(taken, 3 * SECOND, last);
	const no = within(refused, 3 * SECOND, last);
	return { rate: count / (last / SECOND - 3), refusedShare: no / (count + no) };
}

/**
 * Seconds after a change until, for three seconds, the accepted rate is within 10 % of the limit
 * and at most 10 % is throttled: the benchmark's definition of settled.
 */
function settled({ taken, refused }: Client, changed: number, rate: number): number {
	for (let from = changed; from < changed + 20 * SECOND; from += 100) {
		const fits = [0, 1, 2].every((after) => {
			const [begin, end] = [from + after * SECOND, from + (after + 1) * SECOND];
			const count = within(taken, begin, end);
			const no = within(refused, begin, end);
			return Math.abs(count - rate) <= 0.1 * rate && no <= 0.1 * (count + no);
		});
		if (fits) return (from - changed) / SECOND;
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
		// 1.25 seconds for a loop that is told to keep 50 in flight: the client's own CPU time.
		expect(client.end).toBeLessThan(1.1 * 1.25 * SECOND);
	});

	it.each([
		['100 in any second', () => slidingWindow(() => 100), 0.97],
		['100 in any second, slow answers', () => slidingWindow(() => 100), 0.85, 300],
		['400 in any second', () => slidingWindow(() => 400), 0.95],
		['100 a second, 100 saved', () => tokenBucket(() => 100, 100), 0.95],
		['100 a second, 10 saved', () => tokenBucket(() => 100, 10), 0.95],
		[
			'100 a second and 30 at once',
			() =>
				both(
					slidingWindow(() => 100),
					atOnce(() => 30),
				),
			0.95,
		],
		['100 in each second', () => fixedWindow(() => 100), 0.95],
	])('uses a limit of %s', (name, server, share, slowMs = 0) => {
		const [client] = run(server(), {
			requests: 5000,
			latency: (random) => 50 + slowMs * random(),
			retryAfterMs: 1000,
		});
		const { rate, refusedShare: refusedLater } = steady(client);
		expect(rate).toBeGreaterThan(share * (name.startsWith('400') ? 400 : 100));
		if (name === '100 in any second') expect(refusedLater).toBeLessThan(0.01);
		expect(refusedShare(client)).toBeLessThan(slowMs > 0 || name.includes('each') ? 0.08 : 0.03);
	});

	it.each([20, 5])('uses a limit of %d at once', (limit) => {
		const [client] = run(
			atOnce(() => limit),
			{ requests: 5000, retryAfterMs: 1000 },
		);
		// 52.2 milliseconds each, server and client together, for a loop that is told the limit.
		expect(client.end).toBeLessThan((5000 * 52.2) / limit / 0.97);
		expect(refusedShare(client)).toBeLessThan(0.01);
	});

	it.each([1, 2, 10])('gets through a limit of %d in any second', (limit) => {
		const [client] = run(
			slidingWindow(() => limit),
			{ requests: 50 * limit },
		);
		expect(client.end).toBeLessThan(1.5 * 50 * SECOND);
		expect(client.taken).toHaveLength(50 * limit);
	});

	it.each([0, 0.4, 0.8, 1.2, 1.6])(
		'follows a limit that falls to a quarter, and comes back with it, %d seconds later',
		(later) => {
			const [fallen, back] = [(11 + later) * SECOND, (26 + 2 * later) * SECOND];
			const limit = (now: number) => (now > fallen && now < back ? 50 : 200);
			const [client] = run(slidingWindow(limit), { requests: 5750, retryAfterMs: 1000 });
			expect(settled(client, fallen, 50)).toBeLessThanOrEqual(2.5);
			expect(settled(client, back, 200)).toBeLessThanOrEqual(2.5);
		},
	);

	it.each([
		['that begin together', 0],
		['one of which begins later', 4 * SECOND],
	])('shares a limit between two runs %s', (_how, later) => {
		const runs = run(
			slidingWindow(() => 100),
			{
				requests: 2500,
				starts: [0, later],
				retryAfterMs: 1000,
			},
		);
		const [from, end] = [later + 15 * SECOND, Math.min(...runs.map((client) => client.end))];
		const [one, other] = runs.map(({ taken }) => within(taken, from, end));
		expect(one / (one + other)).toBeGreaterThanOrEqual(0.4);
		expect(one / (one + other)).toBeLessThanOrEqual(0.6);
		expect((one + other) / ((end - from) / SECOND)).toBeGreaterThan(90);
	});

	it('is not slowed down for good by refusals that come by chance', () => {
		const server = noisy(
			slidingWindow(() => Infinity),
			0.025,
			seededRandom(seed),
		);
		const [client] = run(server, { requests: 5000 });
		expect(5000 / (client.end / SECOND)).toBeGreaterThan(20);
	});

	it('probes with one request at a time while everything is refused', () => {
		const outage = (now: number) => (now > 2 * SECOND && now < 12 * SECOND ? 0 : 100);
		const [client] = run(slidingWindow(outage), { requests: 1000, retryAfterMs: 1000 });
		// At least one request a second, besides those in flight when the refusals began.
		expect(within(client.refused, 3 * SECOND, 12 * SECOND)).toBeLessThan(15);
		expect(within(client.refused, 3 * SECOND, 12 * SECOND)).toBeGreaterThanOrEqual(8);
		expect(within(client.taken, 12 * SECOND, 14 * SECOND)).toBeGreaterThan(0);
		expect(client.taken).toHaveLength(1000);
	});
});
