/** A jump of the wall clock, as by a correction of the time or a machine that slept. */
export interface Jump {
	/** Milliseconds after the beginning, by a clock that does not jump. */
	afterMs: number;
	/** By how many hours the clock is off from then on; negative is back. */
	hours: number;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * Lets `Date.now` of this process jump while a task runs. Timers go on as they are: those of Node.js
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
