/** Slow start: 10 in flight (RFC 6928), +0.5 per accepted request; again after the first cut. */
const INITIAL_WINDOW = 10;
const WINDOW_GROWTH = 0.5;
const RESTART_WINDOW = 0.1;
/** Throttled below 70 % of the concurrency that was accepted before: the limit is a rate. */
const RATE_BELOW = 0.7;
/** After a cut, a bound starts from this share of its plateau (RFC 9438, section 4.6). */
const BETA = 0.92;
/** Throttled before it was back at its plateau: gives way to others (RFC 9438, section 4.7). */
const FAST_CONVERGENCE = 0.88;
/** RFC 9438, section 5, has C = 0.4. A rate has more to catch up on, unless it is very low. */
const C_CONCURRENCY = 0.4;
const C_RATE = 15;
const C_PER_PLATEAU = 4;
/** Using a rate up to its very limit would exceed it by jitter alone. */
const HEADROOM = 0.98;
/** A sender whose timer was late may catch up on this many requests. */
const MAX_CATCH_UP = 5;
/** Pacing: a window is sent in 80 % of a round trip (RFC 9002, section 7.7: N = 1.25). */
const PACING = 0.8;
/** One cut per second, because a rate shows within a second; sooner if far less is accepted. */
const RATE_WINDOW_MS = 1000;
const FAR_LESS = 0.9;
/** Maximum of held-back time that one request may add. */
const MAX_HELD_BACK_MS = 250;
/** Exponential backoff of probes. After three, none is sent before the Retry-After is over. */
const MAX_PROBE_DELAY_MS = 1000;
const EARLY_PROBES = 3;
const MAX_RETRY_AFTER_MS = 30_000;

/** State of a request in flight. */
export interface Sent {
	readonly at: number;
	/** Requests in flight when it was sent, itself included. */
	readonly inFlight: number;
}

/** A bound that is cut when requests are throttled, and grows back like CUBIC's window. */
class CubicBound {
	private heldBackMs = 0;

	/** @param plateau at least 1 */
	constructor(
		private plateau: number,
		private readonly maxC: number,
	) {}

	/** RFC 9438, section 4.2: fast up to the plateau, hardly at all around it, then ever faster. */
	get value(): number {
		const c = Math.min(this.maxC, C_PER_PLATEAU * this.plateau);
		const k = Math.cbrt((this.plateau * (1 - BETA)) / c);
		return Math.max(1, this.plateau + c * (this.heldBackMs / 1000 - k) ** 3);
	}

	/** @param milliseconds in which it held requests back: no other time counts (section 5.8) */
	grow(milliseconds: number): void {
		this.heldBackMs += milliseconds;
	}

	/** @param accepted most requests accepted recently */
	cut(accepted: number): void {
		const most = Math.min(accepted, this.value);
		// One less is jitter.
		const isBack = most >= this.plateau - 1;
		this.plateau = Math.max(1, isBack ? most : Math.min(most, FAST_CONVERGENCE * this.plateau));
		this.heldBackMs = 0;
	}

	isFarAbove(accepted: number): boolean {
		return accepted < FAR_LESS * this.plateau - 1;
	}
}

/**
 * Finds how many requests a server accepts, and says when the next one may be sent.
 *
 * Slow start on a window of requests in flight, until requests are throttled. From then on a bound
 * on concurrency or on the rate, cut and grown like CUBIC's window (RFC 9438). While everything is
 * throttled, single requests probe. All times are milliseconds of a monotonic clock.
 */
export class AdaptiveLimit {
	private window: number;
	private concurrency: CubicBound | undefined;
	private rate: CubicBound | undefined;
	private acceptedAt: number[] = [];
	private acceptedInFlight = 0;
	private roundTripMs = 100;
	private sentAt = 0;
	private nextAt = 0;
	private isHeldBack = false;
	private throttled = { at: -Infinity, sentAt: -Infinity };
	private rateCutAt = -Infinity;
	/** Whether a request was accepted that was sent after the last throttled one. */
	private isAccepting = true;
	private probes = 0;
	private retryAfterFrom = 0;

	/** @param max maximum of requests in flight */
	constructor(private readonly max: number) {
		this.window = Math.min(INITIAL_WINDOW, max);
	}

	/** @returns milliseconds until the next request may go; Infinity: not before an answer */
	delay(now: number, inFlight: number): number {
		const wait = inFlight >= this.bound ? Infinity : Math.max(0, this.nextAt - now);
		if (wait > 0) this.isHeldBack = true;
		return wait;
	}

	/** @param inFlight requests in flight, including this one */
	onSent(now: number, inFlight: number): Sent {
		const { gap } = this;
		if (this.isHeldBack && this.probes === 0) {
			const passed = now - Math.max(this.sentAt, this.throttled.at);
			const bound = this.rate ?? this.concurrency;
			bound?.grow(Math.min(passed, Math.max(MAX_HELD_BACK_MS, 1.5 * gap)));
		}
		this.isHeldBack = false;
		this.sentAt = now;
		this.nextAt = Math.max(this.nextAt, now - MAX_CATCH_UP * gap) + gap;
		return { at: now, inFlight };
	}

	/** The server accepted a request, whatever its answer. */
	onAccepted({ at, inFlight }: Sent, now: number): void {
		this.roundTripMs += 0.125 * (now - at - this.roundTripMs);
		this.acceptedAt.push(now);
		if (this.acceptedAt.length > 1000) this.acceptedInASecond(now);
		this.window += WINDOW_GROWTH;
		if (at >= this.throttled.at) this.acceptedInFlight = Math.max(this.acceptedInFlight, inFlight);
		if (at < this.throttled.sentAt) return;
		this.isAccepting = true;
		this.probes = 0;
	}

	/**
	 * The server throttled a request.
	 *
	 * @param retryAfterMs Retry-After, if there is one
	 */
	onThrottled({ at, inFlight }: Sent, now: number, retryAfterMs = 0): void {
		// One cut per window: requests sent before the last cut say nothing about it.
		if (at < this.throttled.at) return;
		const isLow = inFlight <= Math.max(1, RATE_BELOW * this.acceptedInFlight);
		if (this.rate === undefined && isLow) {
			this.rate = new CubicBound(Math.max(1, this.acceptedInASecond(now)), C_RATE);
			this.rateCutAt = now;
		} else if (this.isAccepting) {
			this.cut(inFlight - 1, now);
		}
		if (this.isAccepting) this.retryAfterFrom = now;
		else this.probe(now, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
		if (this.rate !== undefined) this.nextAt = Math.max(this.nextAt, now + this.gap);
		this.throttled = { at: now, sentAt: at };
		this.isAccepting = false;
	}

	/** Milliseconds between two requests. */
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

	private cut(inFlight: number, now: number): void {
		if (this.rate !== undefined) {
			const accepted = this.acceptedInASecond(now);
			if (now < this.rateCutAt + RATE_WINDOW_MS && !this.rate.isFarAbove(accepted)) return;
			this.rate.cut(accepted);
			this.rateCutAt = now;
		} else if (this.concurrency !== undefined) {
			this.concurrency.cut(inFlight);
		} else {
			this.acceptedInFlight = Math.max(1, Math.min(inFlight, this.acceptedInFlight));
			this.concurrency = new CubicBound(this.acceptedInFlight, C_CONCURRENCY);
			this.window = RESTART_WINDOW * this.acceptedInFlight;
		}
	}

	private probe(now: number, retryAfterMs: number): void {
		const backoff = (this.roundTripMs / 2) * 2 ** this.probes++;
		this.nextAt = now + Math.min(MAX_PROBE_DELAY_MS, backoff);
		// Counts from the first of several refusals; a refusal after that time starts anew.
		if (now >= this.retryAfterFrom + retryAfterMs) this.retryAfterFrom = now;
		if (this.probes <= EARLY_PROBES) return;
		this.nextAt = Math.max(this.nextAt, this.retryAfterFrom + retryAfterMs);
	}

	private acceptedInASecond(now: number): number {
		while (this.acceptedAt[0] <= now - 1000) this.acceptedAt.shift();
		return this.acceptedAt.length;
	}
}
