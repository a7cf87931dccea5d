import { AdaptiveLimit } from '../../../../nodes/api/sending/adaptiveLimit';

const MAX = 50;
const ROUND_TRIP = 50;

/** Sends as many requests as the limit allows at once. @returns those in flight */
function fill(limit: AdaptiveLimit, now: number) {
	const inFlight = [];
	while (limit.delay(now, inFlight.length) === 0) {
		inFlight.push(limit.onSent(now, inFlight.length + 1));
	}
	return inFlight;
}

/** A limit after so many in flight were accepted, each within a round trip. */
function accepting(inFlight: number, requests = inFlight): AdaptiveLimit {
	const limit = new AdaptiveLimit(MAX);
	for (let index = 0; index < requests; index++) {
		const at = (index * 1000) / requests;
		limit.onAccepted(limit.onSent(at, inFlight), at + ROUND_TRIP);
	}
	return limit;
}

/** A limit with a bound on the rate that was accepted in the first second; the time is 1050. */
function bounded(perSecond: number): AdaptiveLimit {
	const limit = accepting(10, perSecond);
	limit.onThrottled(limit.onSent(1000, 1), 1050);
	return limit;
}

/**
 * Sends whenever a request may go, for a while; each is accepted at once.
 *
 * @returns when each was sent
 */
function sendEagerly(limit: AdaptiveLimit, from: number, milliseconds: number): number[] {
	const times = [];
	let now = from;
	for (;;) {
		now += limit.delay(now, 0);
		if (now >= from + milliseconds) return times;
		limit.onAccepted(limit.onSent(now, 1), now);
		times.push(now);
		if (times.length > milliseconds) throw new Error('It sends without end');
	}
}

/** Sends a request as soon as possible, and throttles it. @returns the time of the refusal */
function throttle(limit: AdaptiveLimit, now: number, retryAfterMs?: number): number {
	const at = now + limit.delay(now, 0);
	limit.onThrottled(limit.onSent(at, 1), at + ROUND_TRIP, retryAfterMs);
	return at + ROUND_TRIP;
}

const perSecond = (times: readonly number[], from: number, to: number) =>
	times.filter((at) => at >= from && at < to).length / ((to - from) / 1000);

describe('slow start', () => {
	it('begins with ten in flight, and adds a request for two that were accepted', () => {
		const limit = new AdaptiveLimit(MAX);
		const first = fill(limit, 0);
		expect(first).toHaveLength(10);
		for (const sent of first) limit.onAccepted(sent, ROUND_TRIP);
		const second = fill(limit, ROUND_TRIP);
		expect(second).toHaveLength(15);
		for (const sent of second) limit.onAccepted(sent, 2 * ROUND_TRIP);
		expect(fill(limit, 2 * ROUND_TRIP)).toHaveLength(22);
	});

	it('never passes the maximum', () => {
		const limit = new AdaptiveLimit(4);
		expect(fill(limit, 0)).toHaveLength(4);
		for (let index = 0; index < 100; index++) limit.onAccepted({ at: 0, inFlight: 4 }, 50);
		expect(fill(limit, 50)).toHaveLength(4);
	});

	it('starts once more after the first cut, from a tenth', () => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: 41 }, 1050);
		expect(limit.delay(1060, 3)).toBe(0);
		expect(limit.delay(1060, 4)).toBe(Infinity);
	});
});

describe('the first refusals', () => {
	it('at 70 % of the accepted concurrency and above bound the concurrency', () => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: 29 }, 1050);
		expect(limit.delay(1050, 28)).toBe(Infinity);
	});

	it('below that bound the rate, however many are in flight', () => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: 28 }, 1050);
		expect(limit.delay(1070, MAX - 1)).toBe(0);
		expect(limit.delay(1070, MAX)).toBe(Infinity);
	});

	it('of a single request bound the rate: there is no lower concurrency', () => {
		const limit = accepting(1, 5);
		limit.onThrottled({ at: 1000, inFlight: 1 }, 1050);
		expect(limit.delay(5000, 20)).toBe(0);
	});

	it.each([
		['with what was accepted at the first cut', 31, undefined],
		['without what was sent before the cut and is accepted late', 41, { at: 990, inFlight: 50 }],
	])('are compared later on %s', (_what, first, straggler) => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: first }, 1050);
		if (straggler !== undefined) limit.onAccepted(straggler, 1060);
		const sent = { at: 1060, inFlight: 4 };
		for (let index = 0; index < 100; index++) limit.onAccepted(sent, 1110);
		// More than 70 % of what was accepted at the cut: the concurrency is cut again.
		limit.onThrottled({ at: 1200, inFlight: Math.ceil(0.75 * (first - 1)) }, 1250);
		expect(limit.delay(9000, 40)).toBe(Infinity);
	});
});

describe('pacing', () => {
	it('spaces a rate evenly', () => {
		const times = sendEagerly(bounded(100), 1050, 1000);
		const gaps = times.slice(1).map((at, index) => at - times[index]);
		expect(Math.min(...gaps)).toBeGreaterThan(9.5);
		expect(Math.max(...gaps)).toBeLessThan(11.5);
	});

	it('lets one that comes late catch up on five requests, not on more', () => {
		expect(fill(bounded(100), 60_000)).toHaveLength(5);
	});

	it('spreads a window over most of a round trip', () => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: 41 }, 1050);
		limit.onSent(1060, 1);
		limit.onSent(1060, 2);
		for (let late = 0; late < 5; late++) limit.onSent(1060, 3);
		expect(limit.delay(1060, 3)).toBeGreaterThan(1);
	});
});

describe('growth', () => {
	it('is back at the plateau soon, stays around it, and leaves it ever faster', () => {
		const times = sendEagerly(bounded(100), 1050, 4000);
		expect(perSecond(times, 1060, 1160)).toBeLessThan(95);
		for (const from of [1400, 1600, 1800, 2000]) {
			expect(Math.abs(perSecond(times, from, from + 200) - 98)).toBeLessThanOrEqual(4);
		}
		const later = [2, 3, 4].map((second) => perSecond(times, second * 1000, second * 1000 + 1000));
		expect(later[1] - later[0]).toBeGreaterThan(20);
		expect(later[2] - later[1]).toBeGreaterThan(2 * (later[1] - later[0]));
	});

	it('counts no time in which nothing was held back', () => {
		const limit = bounded(100);
		for (let at = 1100; at < 20_000; at += 100) {
			expect(limit.delay(at, 0)).toBe(0);
			limit.onAccepted(limit.onSent(at, 1), at);
		}
		expect(sendEagerly(limit, 20_000, 500).length).toBeLessThan(55);
	});

	it('counts no more than a quarter of a second for one request that was held back', () => {
		const limit = bounded(100);
		expect(limit.delay(1060, MAX)).toBe(Infinity);
		limit.onAccepted(limit.onSent(11_060, 1), 11_060);
		expect(sendEagerly(limit, 11_070, 500).length).toBeLessThan(55);
	});

	it('counts no time in which everything was throttled', () => {
		const limit = bounded(100);
		let now = 1050;
		for (let probe = 0; probe < 20; probe++) now = throttle(limit, now);
		now += limit.delay(now, 0);
		limit.onAccepted(limit.onSent(now, 1), now);
		expect(Math.abs(sendEagerly(limit, now, 500).length - 46)).toBeLessThan(4);
	});

	it('of a rate of a few is slower, but counts all of the time between two requests', () => {
		const sent = perSecond(sendEagerly(bounded(2), 1050, 3000), 1050, 4050);
		expect(sent).toBeGreaterThan(2);
		expect(sent).toBeLessThan(10);
	});
});

describe('a cut', () => {
	/** Requests per second right after a cut, when so many were accepted before it. */
	function afterCut(accepted: number): number {
		const limit = bounded(100);
		sendEagerly(limit, 1050, 950);
		// A second later, so that only these count as accepted.
		for (let index = 0; index < accepted; index++)
			limit.onAccepted({ at: 2500, inFlight: 1 }, 3100);
		const now = throttle(limit, 3100);
		return sendEagerly(limit, now, 400).length / 0.4;
	}

	it('gives way when less was accepted than the plateau', () => {
		// The plateau is 99. One less is jitter; with two less, it drops to 87.
		expect(afterCut(98) - afterCut(97)).toBeGreaterThanOrEqual(6);
		expect(afterCut(60)).toBeLessThanOrEqual(60);
	});

	it('comes once per window', () => {
		const limit = accepting(40, 80);
		for (let inFlight = 41; inFlight > 20; inFlight--) {
			limit.onThrottled({ at: 1000, inFlight }, 1050);
		}
		// 40 were accepted: the window opens to that again, because the other refusals are of the same
		// window.
		for (let index = 0; index < 100; index++) limit.onAccepted({ at: 1060, inFlight: 4 }, 1110);
		expect(limit.delay(9000, 36)).toBe(0);
		expect(limit.delay(9000, 37)).toBe(Infinity);
	});

	it('of the concurrency takes what was just accepted', () => {
		const limit = accepting(40, 80);
		limit.onThrottled({ at: 1000, inFlight: 41 }, 1050);
		for (let index = 0; index < 100; index++) limit.onAccepted({ at: 1060, inFlight: 4 }, 1110);
		limit.onThrottled({ at: 1200, inFlight: 31 }, 1250);
		// 92 % of 30.
		expect(limit.delay(9000, 27)).toBe(0);
		expect(limit.delay(9000, 28)).toBe(Infinity);
	});

	it('does not come within a second after the rate was bound', () => {
		const [once, twice] = [false, true].map((isRefused) => {
			const limit = bounded(100);
			sendEagerly(limit, 1050, 250);
			if (isRefused) limit.onThrottled({ at: 1300, inFlight: 1 }, 1300);
			return sendEagerly(limit, 1300, 400).length;
		});
		expect(once - twice).toBeLessThanOrEqual(1);
	});

	it('of a rate comes once a second', () => {
		const rates = [1, 2, 5].map((refusals) => {
			const limit = bounded(100);
			sendEagerly(limit, 1050, 1250);
			for (let now = 2300; now < 2800; now += 100) {
				const isRefused = now < 2300 + 100 * refusals;
				if (isRefused) limit.onThrottled({ at: now, inFlight: 1 }, now);
				sendEagerly(limit, now, 100);
			}
			return sendEagerly(limit, 2800, 200).length;
		});
		expect(Math.max(...rates) - Math.min(...rates)).toBeLessThanOrEqual(1);
	});

	it('of a rate comes sooner when far less is accepted', () => {
		const limit = bounded(100);
		// Few of the 100 accepted requests are within the last second.
		limit.onAccepted({ at: 1060, inFlight: 1 }, 1900);
		const now = throttle(limit, 1900);
		expect(now).toBeLessThan(1050 + 1000);
		expect(sendEagerly(limit, now, 500).length).toBeLessThan(20);
	});
});

describe('while everything is throttled', () => {
	/** A limit with a bound, and with its last request throttled. */
	function refusing() {
		const limit = bounded(100);
		return { limit, now: throttle(limit, 1050) };
	}

	it('a single request probes, and the first that is accepted ends it', () => {
		const { limit, now } = refusing();
		expect(limit.delay(now + 10_000, 1)).toBe(Infinity);
		const probe = now + limit.delay(now, 0);
		limit.onAccepted(limit.onSent(probe, 1), probe + ROUND_TRIP);
		expect(limit.delay(probe + ROUND_TRIP, 1)).toBe(0);
	});

	it.each([
		['what was sent after the refused one and is accepted says that not all is', 1020, false],
		['what was sent before it says nothing', 990, true],
	])('%s', (_what, at, probes) => {
		const limit = bounded(100);
		limit.onAccepted({ at, inFlight: 1 }, 1070);
		const now = throttle(limit, 1070);
		expect(limit.delay(now + 10_000, 1) === Infinity).toBe(probes);
	});

	it('each probe waits twice as long as the one before, up to a second', () => {
		const { limit, now: begin } = refusing();
		const waits = [];
		let now = begin;
		for (let probe = 0; probe < 8; probe++) {
			waits.push(Math.round(limit.delay(now, 0)));
			now = throttle(limit, now);
		}
		const [first] = waits;
		expect(first).toBeGreaterThanOrEqual(25);
		expect(waits.map((wait) => Math.round(wait / first))).toEqual([1, 2, 4, 8, 16, 32, 40, 40]);
	});

	it('after three probes, none is sent before the Retry-After is over', () => {
		const limit = bounded(100);
		const first = throttle(limit, 1050, 5000);
		let now = first;
		for (let probe = 0; probe < 3; probe++) now = throttle(limit, now, 5000);
		expect(now - first).toBeLessThan(500);
		// Counted from the refusal that began it, at 1050 …
		const next = now + limit.delay(now, 0);
		expect(next).toBeCloseTo(1050 + 5000);
		// … and from then on anew.
		now = throttle(limit, now, 5000);
		expect(limit.delay(now, 0)).toBeCloseTo(5000);
	});

	it('a Retry-After is believed up to half a minute', () => {
		const limit = bounded(100);
		let now = 1050;
		for (let probe = 0; probe < 4; probe++) now = throttle(limit, now, 3_600_000);
		expect(now + limit.delay(now, 0)).toBeCloseTo(1050 + 30_000);
	});
});
