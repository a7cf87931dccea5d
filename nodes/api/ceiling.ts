/** How a bound behaves around the value at which the server refused. */
interface Shape {
	/** The share of that value which is used while nothing new is tried. */
	readonly calm: number;
	/** For so long. */
	readonly calmMs: number;
	/** How far above that value, as a share of it, it feels its way before it takes leaps. */
	readonly reach: (top: number) => number;
}

/** After its calm time it feels for so long whether there is more … */
const REACH_MS = 1000;
/** … and if there is, the limit itself has risen: it leaps, until it is refused again. */
const LEAP_MS = 250;
const LEAP = 1.4;

/** Refused so soon, and not by trying for more: somebody else takes a share, or the limit fell. */
const GIVE_WAY_FROM_MS = 500;
const GIVE_WAY = 0.88;

/** Above a pace of its own, each run tries for as many more a second, whether it has few or many … */
const MORE_PER_SECOND = 6;
/** … but never for a larger share than this. */
const MOST_MORE = 0.5;

/**
 * Requests per second. It stays a little below the limit: what is sent at exactly that pace meets
 * it by jitter alone. Whoever has little grows faster than whoever has much, so that several runs
 * on one account come to share.
 */
export const RATE: Shape = {
	calm: 0.97,
	calmMs: 1500,
	reach: (top) => Math.max(0.6 / Math.sqrt(top), Math.min(MOST_MORE, MORE_PER_SECOND / top)),
};

/** Requests at once; a whole number, which can be kept exactly. */
export const AT_ONCE: Shape = { calm: 1, calmMs: 750, reach: (top) => 2 / top };

/**
 * The highest value that the server took, and the way back above it, as a function of the time
 * in which this bound held requests back: a limit that nobody feels is not to be raised.
 */
export class Ceiling {
	/** Nothing is known yet about the first one, so it has no calm time. */
	private ageMs: number;

	/**
	 * @param top the highest value known to be good
	 * @param shape `RATE` or `AT_ONCE`
	 */
	constructor(
		private top: number,
		private readonly shape: Shape,
	) {
		this.top = Math.max(1, top);
		this.ageMs = shape.calmMs;
	}

	get value(): number {
		const { calm } = this.shape;
		const highest = 1 + this.shape.reach(this.top);
		const tryingMs = this.ageMs - this.shape.calmMs;
		if (tryingMs < 0) return this.top * calm;
		if (tryingMs < REACH_MS) return this.top * (calm + ((highest - calm) * tryingMs) / REACH_MS);
		return this.top * highest * LEAP ** ((tryingMs - REACH_MS) / LEAP_MS);
	}

	/** Whether it stays at what was good. */
	get isCalm(): boolean {
		return this.ageMs < this.shape.calmMs;
	}

	/** Whether it has gone beyond feeling its way. */
	get isLeaping(): boolean {
		return this.ageMs > this.shape.calmMs + REACH_MS;
	}

	/** @param milliseconds in which it held requests back */
	pass(milliseconds: number): void {
		this.ageMs += milliseconds;
	}

	/**
	 * Takes a refusal to account.
	 *
	 * @param top the highest value that is still believed to be good
	 */
	cut(top: number): void {
		const givesWay = this.ageMs > GIVE_WAY_FROM_MS && this.ageMs < this.shape.calmMs;
		this.top = Math.max(1, givesWay ? GIVE_WAY * top : top);
		this.ageMs = 0;
	}
}
