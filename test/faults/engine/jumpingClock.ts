/** A jump of the wall clock, as after a time correction or a suspend. */
export interface Jump {
	/** Milliseconds after the start, on a monotonic clock. */
	afterMs: number;
	/** Offset of the clock from then on, in hours; may be negative. */
	hours: number;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Makes `Date.now` of this process jump while a task runs. Timers are unaffected: those of Node.js
 * do not follow the wall clock.
 *
 * @param jumps in the order of their time
 */
export async function withJumpingClock<T>(jumps: Jump[], task: () => Promise<T>): Promise<T> {
	const trueNow = Date.now;
	const begun = performance.now();
	Date.now = () => {
		const elapsedMs = performance.now() - begun;
		const last = jumps.findLast(({ afterMs }) => afterMs <= elapsedMs);
		return trueNow() + (last?.hours ?? 0) * HOUR_MS;
	};
	try {
		return await task();
	} finally {
		Date.now = trueNow;
	}
}
