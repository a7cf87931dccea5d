import { AT_ONCE, Ceiling, RATE } from './ceiling';
import { Goodput } from './goodput';
import { Noise } from './noise';
import { pauseAfter, type Refusal } from './pause';

/** Twilio publishes no limit for v2, so it begins with few, half more after each answer … */
const START = 10;
const GROWTH = 0.5;
/** … and after the first refusal once more with this share of what was good. */
const RESTART = 0.1;

/** Refused with so much less under way than was taken before: there are too many per second. */
const TOO_MANY_PER_SECOND = 0.7;

/** So many refusals in a row, each with more under way than was taken since the one before. */
const TOO_MANY_AT_ONCE = 3;

/** Whoever comes late may catch up on so many requests. */
const CATCH_UP = 5;

/**
 * Answers that come together would be followed by requests that go together, more of them than the
 * server takes at once; so they are spread over most of the time that an answer takes.
 */
const SPREAD = 0.8;

/** Time that counts as spent at a bound, at most, for one request. */
const MAX_STEP_MS = 250;

/** What is remembered of a request under way. */
export interface Sent {
	readonly at: number;
	/** How many were under way with it. */
	readonly running: number;
}

/**
 * Decides when the next request may be sent, for all requests of a run together, and finds out
 * by itself what the server takes: so many per second, or so many at once.
 *
 * It begins with a bound on requests at once. When a request is refused (429), what is known to be
 * good becomes a ceiling, to which it comes back and above which it feels its way. When requests
 * are refused however few are under way, the limit is one per second, and the ceiling becomes a
 * pace: what the server took in the last second is just what it takes in a second. While
 * everything is refused, one request at a time asks, and all others wait for its answer. Refusals
 * that come at any pace are not answered with a slower one.
 *
 * All times are milliseconds of a clock that does not jump.
 */
export class Pace {
	/** Requests at once that were good so far. */
	private opened: number;

	/** There is one of these once something was refused. */
	private atOnce: Ceiling | undefined;

	private rate: Ceiling | undefined;

	private readonly goodput = new Goodput();

	private answerMs = 100;

	private sentAt = 0;

	private nextAt = 0;

	private pausedUntil = 0;

	private cutAt = -Infinity;

	/** Cuts without anything taken in between. */
	private refusedInARow = 0;

	private takenSinceCut = false;

	private heldBack = false;

	private mostTaken = 0;

	private mostTakenSinceCut = 0;

	private tooManyAtOnce = 0;

	private readonly noise = new Noise();

	/** @param max requests at once, never more */
	constructor(private readonly max: number) {
		this.opened = Math.min(START, max);
	}

	/**
	 * How long the next request has to wait.
	 *
	 * @param running requests under way
	 * @returns milliseconds; Infinity: until one of those under way is answered
	 */
	delay(now: number, running: number): number {
		const start = Math.max(this.pausedUntil, this.nextAt);
		const wait = running >= this.bound ? Infinity : Math.max(0, start - now);
		if (wait > 0) this.heldBack = true;
		return wait;
	}

	/** @param running requests under way, with the one that is sent now */
	sent(now: number, running: number): Sent {
		if (this.heldBack) this.countTime(now);
		this.heldBack = false;
		this.sentAt = now;
		const { gap } = this;
		this.nextAt = Math.max(this.nextAt, now - CATCH_UP * gap) + gap;
		return { at: now, running };
	}

	/** The server took a request, whatever it answered. */
	taken({ at, running }: Sent, now: number): void {
		this.answerMs += 0.1 * (now - at - this.answerMs);
		this.goodput.add(now);
		this.opened += GROWTH;
		// Before a cut, those that will be refused count as under way too.
		if (at < this.cutAt) return;
		this.takenSinceCut = true;
		if (this.rate !== undefined) this.noise.note(false, this.rate.isCalm);
		this.mostTaken = Math.max(this.mostTaken, running);
		this.mostTakenSinceCut = Math.max(this.mostTakenSinceCut, running);
	}

	/**
	 * The server refused a request because there are too many.
	 *
	 * @param retryAfterMs how long it asks to wait, if it says
	 */
	refused({ at, running }: Sent, now: number, retryAfterMs?: number): void {
		// What was sent before the last cut says nothing about the pace since.
		if (at < this.cutAt) return;
		if (this.rate !== undefined) this.noise.note(true, this.rate.isCalm);
		if (this.noise.isLikely && !this.rate?.isLeaping) return;
		this.refusedInARow = this.takenSinceCut ? 0 : this.refusedInARow + 1;
		if (this.rate === undefined) this.cutAtOnce(running, now);
		else this.cutRate(this.rate, running, now);
		this.cutAt = now;
		this.takenSinceCut = false;
		this.mostTakenSinceCut = 0;
		this.pausedUntil = Math.max(this.pausedUntil, now + pauseAfter(this.refusal, retryAfterMs));
		this.nextAt = this.pausedUntil;
	}

	/** Milliseconds from one request to the next. */
	private get gap(): number {
		if (this.rate !== undefined) return 1000 / this.rate.value;
		return this.atOnce === undefined ? 0 : (SPREAD * this.answerMs) / this.bound;
	}

	private get bound(): number {
		if (this.refusedInARow > 0 && !this.takenSinceCut) return 1;
		if (this.rate !== undefined) return this.max;
		const ceiling = this.atOnce?.value ?? Infinity;
		return Math.max(1, Math.floor(Math.min(this.max, this.opened, ceiling)));
	}

	private countTime(now: number): void {
		const step = Math.max(MAX_STEP_MS, 1500 / (this.rate?.value ?? Infinity));
		const passed = now - Math.max(this.sentAt, this.cutAt);
		(this.rate ?? this.atOnce)?.pass(Math.min(step, passed));
	}

	private cutAtOnce(running: number, now: number): void {
		if (running <= Math.max(1, TOO_MANY_PER_SECOND * this.mostTaken)) {
			this.rate = new Ceiling(this.goodput.perSecond(now), RATE);
			this.tooManyAtOnce = 0;
		} else if (this.atOnce === undefined) {
			const good = Math.min(running - 1, this.mostTaken);
			this.atOnce = new Ceiling(good, AT_ONCE);
			this.opened = Math.max(1, RESTART * good);
			this.mostTaken = good;
		} else {
			this.atOnce.cut(running - 1);
		}
	}

	private cutRate(rate: Ceiling, running: number, now: number): void {
		const more = this.takenSinceCut && running > this.mostTakenSinceCut;
		this.tooManyAtOnce = more ? this.tooManyAtOnce + 1 : 0;
		if (this.tooManyAtOnce < TOO_MANY_AT_ONCE) {
			// Never by more than half at once: right after a limit has fallen, nothing at all is taken.
			const good = Math.max(this.goodput.perSecond(now), rate.value / 2);
			rate.cut(Math.min(rate.value, good));
			return;
		}
		this.atOnce = new Ceiling(running - 1, AT_ONCE);
		this.opened = Infinity;
		this.mostTaken = 0;
		this.rate = undefined;
	}

	private get refusal(): Refusal {
		const { answerMs, rate, refusedInARow } = this;
		return { answerMs, perSecond: rate?.value, inARow: refusedInARow };
	}
}
