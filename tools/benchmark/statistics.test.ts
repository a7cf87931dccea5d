import { isFair } from './cases/twoRuns';
import type { Seen } from './protocol';
import {
	perSecond,
	refusedFrom,
	settleSeconds,
	shareOf,
	steadyRate,
	upperMedian,
} from './statistics';

const BEGIN = 1_000_000;

/** Evenly spaced requests at a rate, between two moments in seconds. */
function flow(from: number, until: number, rate: number, status = 202): Seen[] {
	const count = Math.round((until - from) * rate);
	return Array.from({ length: count }, (_, index) => ({
		at: BEGIN + from * 1000 + (index * 1000) / rate,
		id: `conversation ${from} ${index} ${status}`,
		status,
	}));
}

function timeline(...parts: Seen[][]): Seen[] {
	return parts.flat().sort((left, right) => left.at - right.at);
}

describe('the accepted rate', () => {
	it('counts whole seconds only', () => {
		expect(perSecond(flow(0, 2.5, 10), BEGIN)).toEqual([10, 10]);
		expect(perSecond([], BEGIN)).toEqual([]);
	});

	it('is taken from a given second on, of what was accepted', () => {
		const seen = timeline(flow(0, 5, 20), flow(5, 10.5, 90), flow(0, 10, 30, 429));
		expect(steadyRate(seen, 5)).toBe(90);
		expect(steadyRate(flow(0, 3, 10), 5)).toBeNaN();
	});
});

it('knows the share of refusals from a given second on', () => {
	const seen = timeline(flow(0, 3, 50, 429), flow(3, 10, 99), flow(3, 10, 1, 429));
	expect(refusedFrom(seen, 3)).toBeCloseTo(0.01, 3);
});

describe('settling', () => {
	const from = BEGIN + 10_000;
	const until = BEGIN + 25_000;
	const dropsTo50 = { from, until, limit: 50 };

	it('begins where the rate fits the limit and stays there', () => {
		const seen = timeline(flow(0, 10, 200), flow(12, 25, 48));
		const took = settleSeconds(seen, dropsTo50);
		// A window may begin a little early, as long as its second is full enough.
		expect(took).toBeGreaterThanOrEqual(1.8);
		expect(took).toBeLessThanOrEqual(2);
	});

	it('is at once where nothing has to change', () => {
		expect(settleSeconds(flow(0, 25, 50), dropsTo50)).toBe(0);
	});

	it('does not count a rate that is left again within three seconds', () => {
		const seen = timeline(flow(10, 12, 50), flow(12, 14, 10), flow(14, 25, 50));
		const took = settleSeconds(seen, dropsTo50);
		expect(took).toBeGreaterThanOrEqual(3.8);
		expect(took).toBeLessThanOrEqual(4);
	});

	it('does not count a rate that is reached by being refused', () => {
		const seen = timeline(flow(10, 25, 50), flow(10, 16, 40, 429));
		expect(settleSeconds(seen, dropsTo50)).toBeGreaterThan(5);
		expect(settleSeconds(timeline(flow(10, 25, 50), flow(10, 25, 4, 429)), dropsTo50)).toBe(0);
	});

	it('is undefined where the rate never fits, or not for long enough before the end', () => {
		expect(settleSeconds(flow(0, 25, 40), dropsTo50)).toBeUndefined();
		expect(settleSeconds(flow(0, 25, 60), dropsTo50)).toBeUndefined();
		expect(settleSeconds(flow(23, 25, 50), dropsTo50)).toBeUndefined();
		expect(settleSeconds(flow(0, 25, 50), { ...dropsTo50, from: NaN })).toBeUndefined();
	});
});

describe('two runs share well', () => {
	it.each([
		[0.4, 2_000, true],
		[0.6, 0, true],
		[0.39, 100, false],
		[0.61, 100, false],
		[0.5, 2_001, false],
		[NaN, NaN, false],
	])('with %d for the first and nothing for %d ms: %s', (share, longestGapMs, isGood) => {
		expect(isFair(share, longestGapMs)).toBe(isGood);
	});
});

describe('the share of two runs', () => {
	it('is counted while both are at work', () => {
		const { share, together, longestGapMs } = shareOf(flow(0, 14, 60), flow(4, 20, 40));
		expect(together).toBeCloseTo(1000, -1);
		expect(share).toBeCloseTo(0.6, 2);
		expect(longestGapMs).toBeLessThan(50);
	});

	it('can be counted from a time on', () => {
		const first = timeline(flow(0, 10, 80), flow(10, 20, 50));
		const second = timeline(flow(4, 10, 20), flow(10, 20, 50));
		expect(shareOf(first, second).share).toBeGreaterThan(0.6);
		expect(shareOf(first, second, 6_000).share).toBeCloseTo(0.5, 2);
		expect(shareOf(first, second, 60_000).share).toBeNaN();
	});

	it('shows who had to wait', () => {
		const stalled = timeline(flow(4, 6, 40), flow(9, 20, 40));
		expect(shareOf(flow(0, 14, 60), stalled).longestGapMs).toBeCloseTo(3025, 0);
		const late = timeline(flow(4, 8, 10, 429), flow(8, 20, 40));
		expect(shareOf(flow(0, 14, 60), late).longestGapMs).toBeCloseTo(4000, 0);
		expect(shareOf(flow(0, 14, 60), flow(4, 20, 40, 429))).toMatchObject({ share: NaN });
	});
});

it('takes the value in the middle as the median', () => {
	expect(upperMedian([5, 1, 3])).toBe(3);
	expect(upperMedian([])).toBeNaN();
});
