/** Slow start: 10 in flight at first (RFC 6928), half a request more for each accepted one … */
const INITIAL_WINDOW = 10;
const WINDOW_GROWTH = 0.5;
/** … and once more after the first cut, from this share of the window that was accepted. */
const RESTART_WINDOW = 0.1;

/** Throttled at less than 70 % of the concurrency that was accepted before: the limit is a rate. */
const RATE_BELOW = 0.7;

/** A bound goes on from this share of its plateau: what RFC 9438, section 4.6, calls beta. */
const BETA = 0.94;
/** Who is throttled before it is back at its plateau gives way to others (RFC 9438, section 4.7). */
const FAST_CONVERGENCE = 0.9;
/** How steeply a bound grows: RFC 9438 has C = 0.4 in section 5; a rate has more room to make up. */
const C_CONCURRENCY = 0.4;
const C_RATE = 15;

/** Sending at the very limit meets it by jitter alone. */
const HEADROOM = 0.98;
/** A sender that comes late, e.g. because its timer did, may catch up on so many requests. */
const MAX_CATCH_UP = 5;
/** Pacing: a window is spread over 80 % of a round trip (RFC 9002, section 7.7: 1.25 times as fast). */
const PACING = 0.8;

/** A rate is cut once a second, for so long it takes until a cut shows … */
const RATE_WINDOW_MS = 1000;
/** … or sooner when less than this share of the plateau is still accepted. */
const EARLY_CUT = 0.9;

/** One request counts at most so long as time in which the bound held requests back. */
const MAX_HELD_BACK_MS = 250;

/** Probes wait twice as long each time; after three, none goes before the Retry-After is over. */
const MAX_PROBE_DELAY_MS = 1000;
const EARLY_PROBES = 3;
const MAX_RETRY_AFTER_MS = 30_000;

/** What is remembered of a request in flight. */
export interface Sent {
	readonly at: number;
	/** Requests in flight when it was sent, with itself. */
	readonly inFlight: number;
}

/** A bound that is cut when requests are throttled, and grows back as CUBIC's window does. */
class CubicBound {
	private heldBackS = 0;

	/** @param plateau the most that was accepted */
	constructor(
		private plateau: number,
		private readonly c: number,
	) {
		this.plateau = Math.max(1, plateau);
	}

	/** RFC 9438, section 4.2: steep below the plateau, flat around it, and steeper and steeper above. */
	get value(): number {
		const k = Math.cbrt((this.plateau * (1 - BETA)) / this.c);
		return Math.max(1, this.plateau + this.c * (this.heldBackS - k) ** 3);
	}

	/** Only time in which it held requests back counts (RFC 9438, section 5.8). */
	grow(milliseconds: number): void {
		this.heldBackS += milliseconds / 1000;
	}

	/** @param accepted the most that is still known to be accepted */
	cut(accepted: number): void {
		const most = Math.min(accepted, this.value);
		// One less is jitter.
		const isBack = most >= this.plateau - 1;
		this.plateau = Math.max(1, isBack ? most : Math.min(most, FAST_CONVERGENCE * this.plateau));
		this.heldBackS = 0;
	}

	/** Whether so little is accepted that the last cut was not enough. */
	isFarAbove(accepted: number): boolean {
		return accepted < EARLY_CUT * this.plateau - 1;
	}
}

/**
 * Finds out how many requests a server accepts, and says when the next one may be sent.
 *
 * Slow start on a window of requests in flight, until requests are throttled. From then on a bound,
 * on concurrency or on the rate, that is cut and grows as CUBIC's window does (RFC 9438). While
 * everything is throttled, single requests probe. All times are milliseconds of a clock that does
 * not jump.
 */
export class AdaptiveLimit {
	private window: number;

	private concurrency: CubicBound | undefined;

	private rate: CubicBound | undefined;

	private acceptedAt: number[] = [];

	private mostAccepted = 0;

	private roundTripMs = 100;

	private sentAt = 0;

	private nextAt = 0;

	private isHeldBack = false;

	private throttledAt = -Infinity;

	/** When the request was sent that was throttled last. */
	private throttledSentAt = -Infinity;

	private rateCutAt = -Infinity;

	/** Whether anything was accepted that was sent after the request that was throttled last. */
	private isAccepting = true;

	private probes = 0;

	private retryAfterFrom = 0;

	/** @param max requests in flight, never more */
	constructor(private readonly max: number) {
		this.window = Math.min(INITIAL_WINDOW, max);
	}

	/** @returns milliseconds until the next request may go; Infinity: until one in flight is answered */
	delay(now: number, inFlight: number): number {
		const wait = inFlight >= this.bound ? Infinity : Math.max(0, this.nextAt - now);
		if (wait > 0) this.isHeldBack = true;
		return wait;
	}

	/** @param inFlight requests in flight, with the one that is sent now */
	sent(now: number, inFlight: number): Sent {
		const { gap } = this;
		if (this.isHeldBack && this.probes === 0) {
			const passed = now - Math.max(this.sentAt, this.throttledAt);
			const bound = this.rate ?? this.concurrency;
			bound?.grow(Math.min(passed, Math.max(MAX_HELD_BACK_MS, 1.5 * gap)));
		}
		this.isHeldBack = false;
		this.sentAt = now;
		this.nextAt = Math.max(this.nextAt, now - MAX_CATCH_UP * gap) + gap;
		return { at: now, inFlight };
	}

	/** The server accepted a request, whatever it answered. */
	accepted({ at, inFlight }: Sent, now: number): void {
		this.roundTripMs += 0.125 * (now - at - this.roundTripMs);
		this.acceptedAt.push(now);
		this.window += WINDOW_GROWTH;
		if (at >= this.throttledAt) this.mostAccepted = Math.max(this.mostAccepted, inFlight);
		if (at < this.throttledSentAt) return;
		this.isAccepting = true;
		this.probes = 0;
	}

	/**
	 * The server refused a request because there are too many.
	 *
	 * @param retryAfterMs how long it asks to wait, if it says
	 */
	throttled({ at, inFlight }: Sent, now: number, retryAfterMs = 0): void {
		// One cut per window: what was sent before the last one says nothing about it.
		if (at < this.throttledAt) return;
		if (this.rate !== undefined) this.cutRate(this.rate, now);
		else if (inFlight <= Math.max(1, RATE_BELOW * this.mostAccepted)) this.startRate(now);
		else this.cutConcurrency(inFlight - 1);
		if (this.isAccepting) this.retryAfterFrom = now;
		else this.probe(now, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
		if (this.rate !== undefined) this.nextAt = Math.max(this.nextAt, now + this.gap);
		this.throttledAt = now;
		this.throttledSentAt = at;
		this.isAccepting = false;
	}

	/** Milliseconds from one request to the next. */
	private get gap(): number {
		if (this.rate !== undefined) return 1000 / (HEADROOM * this.rate.value);
		return this.concurrency === undefined ? 0 : (PACING * this.roundTripMs) / this.bound;
	}

	private get bound(): number {
		if (this.probes > 0) return 1;
		if (this.rate !== undefined) return this.max;
		const concurrency = Math.round(this.concurrency?.value ?? Infinity);
		return Math.max(1, Math.min(this.max, Math.floor(this.window), concurrency));
	}

	private cutConcurrency(accepted: number): void {
		if (this.concurrency !== undefined) {
			if (this.isAccepting) this.concurrency.cut(accepted);
			return;
		}
		this.mostAccepted = Math.min(accepted, this.mostAccepted);
		this.concurrency = new CubicBound(this.mostAccepted, C_CONCURRENCY);
		this.window = Math.max(1, RESTART_WINDOW * this.mostAccepted);
	}

	private startRate(now: number): void {
		this.rate = new CubicBound(this.acceptedLastSecond(now), C_RATE);
		this.rateCutAt = now;
	}

	private cutRate(rate: CubicBound, now: number): void {
		const accepted = this.acceptedLastSecond(now);
		const isDue = now - this.rateCutAt >= RATE_WINDOW_MS || rate.isFarAbove(accepted);
		if (!this.isAccepting || !isDue) return;
		rate.cut(accepted);
		this.rateCutAt = now;
	}

	private probe(now: number, retryAfterMs: number): void {
		const delay = (this.roundTripMs / 2) * 2 ** this.probes;
		this.probes++;
		this.nextAt = now + Math.min(MAX_PROBE_DELAY_MS, delay);
		// What the first of several refusals asked for counts; a later probe asks anew.
		if (now >= this.retryAfterFrom + retryAfterMs) this.retryAfterFrom = now;
		if (this.probes <= EARLY_PROBES) return;
		this.nextAt = Math.max(this.nextAt, this.retryAfterFrom + retryAfterMs);
	}

	private acceptedLastSecond(now: number): number {
		this.acceptedAt = this.acceptedAt.filter((at) => at > now - 1000);
		return this.acceptedAt.length;
	}
}
