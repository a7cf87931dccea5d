import type { Seen } from './protocol';

const SECOND_MS = 1000;

/** Step of the search for the settling time. */
const STEP_MS = 100;

/** A rate counts as settled within this share of the limit, and with at most this share refused. */
const SETTLED = { within: 0.1, refused: 0.1, windows: 3 } as const;

/** Requests that deleted something. Twilio's answer to an accepted delete is 202 (OpenAPI). */
export function accepted(seen: readonly Seen[]): Seen[] {
	return seen.filter(({ id, status }) => id !== undefined && status === 202);
}

/** Requests that were answered with 429. */
export function refused(seen: readonly Seen[]): Seen[] {
	return seen.filter(({ status }) => status === 429);
}

/**
 * Requests in each second, counted from `begin`. The last second is left out, because it is not a
 * whole one.
 *
 * @param seen in order of arrival
 */
export function perSecond(seen: readonly Seen[], begin: number): number[] {
	const seconds = Math.floor(((seen.at(-1)?.at ?? begin) - begin) / SECOND_MS);
	const counts = Array.from({ length: Math.max(0, seconds) }, () => 0);
	for (const { at } of seen) {
		const second = Math.floor((at - begin) / SECOND_MS);
		if (second in counts) counts[second] += 1;
	}
	return counts;
}

/** Accepted requests in each whole second since the first request. */
export function acceptedPerSecond(seen: readonly Seen[]): number[] {
	return perSecond(accepted(seen), seen[0]?.at ?? 0);
}

/**
 * Accepted requests a second, from `fromSecond` after the first request to the last whole second.
 *
 * @returns NaN when the run was over before that
 */
export function steadyRate(seen: readonly Seen[], fromSecond: number): number {
	const counts = acceptedPerSecond(seen).slice(fromSecond);
	return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

/** Share of refused requests, from `fromSecond` after the first request. */
export function refusedFrom(seen: readonly Seen[], fromSecond: number): number {
	const later = seen.filter(({ at }) => at >= (seen[0]?.at ?? 0) + fromSecond * SECOND_MS);
	return refused(later).length / later.length;
}

/**
 * Settling time after a change of the limit: until the first moment that starts three whole seconds
 * in each of which the accepted requests are within 10 % of the limit and at most 10 % of the
 * requests are refused.
 *
 * @param seen in order of arrival
 * @param from when the limit changed, milliseconds since the epoch
 * @param until when it changed again, or when the run was over
 * @param limit requests a second
 * @returns seconds; undefined when it never settled
 */
export function settleSeconds(
	seen: readonly Seen[],
	{ from, until, limit }: { from: number; until: number; limit: number },
): number | undefined {
	const fits = (begin: number) => {
		const window = seen.filter(({ at }) => at >= begin && at < begin + SECOND_MS);
		const good = accepted(window).length;
		return (
			Math.abs(good - limit) <= limit * SETTLED.within &&
			refused(window).length <= window.length * SETTLED.refused
		);
	};
	const windows = Array.from({ length: SETTLED.windows }, (_, index) => index * SECOND_MS);
	for (let begin = from; begin + windows.length * SECOND_MS <= until; begin += STEP_MS) {
		if (windows.every((offset) => fits(begin + offset))) return (begin - from) / SECOND_MS;
	}
	return undefined;
}

/**
 * How two runs shared what was accepted while both were running: from the first request of the
 * later one (or `afterMs` after it) until the earlier of the two ends.
 *
 * @returns share of the first, from 0 to 1; and the longest time without an accepted request for
 *   one of them, in milliseconds. NaN when they never overlapped
 */
export function shareOf(first: readonly Seen[], second: readonly Seen[], afterMs = 0) {
	const times = [first, second].map((seen) => accepted(seen).map(({ at }) => at));
	const begin = Math.max(first[0]?.at ?? NaN, second[0]?.at ?? NaN) + afterMs;
	const end = Math.min(...times.map((list) => list.at(-1) ?? NaN));
	const within = times.map((list) => list.filter((at) => at >= begin && at <= end));
	const [one = 0, other = 0] = within.map(({ length }) => length);
	const longestGapMs = Math.max(
		...within.flatMap((list) => {
			const moments = [begin, ...list, end];
			return moments.slice(1).map((at, index) => at - moments[index]);
		}),
	);
	return { share: one / (one + other), together: one + other, longestGapMs };
}

/** The median; of two middle values, the higher. @returns NaN for an empty list */
export function upperMedian(values: readonly number[]): number {
	return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}
