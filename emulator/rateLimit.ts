import { ApiError } from './errors';

/** Twilio publishes no limits for Conversations v2; tests choose them. */
export interface RateLimit {
	/** Requests in any second of the emulator's clock. */
	perSecond?: number;
	/** Requests in flight at the same time. */
	concurrent?: number;
	/** Retry-After of the 429: seconds, `date` (an HTTP date one second ahead), any text, or none. */
	retryAfter?: number | string | null;
}

/** The text of a Retry-After header. `now` in milliseconds since the epoch. */
export function retryAfterText(value: number | string, now: number): string {
	return value === 'date' ? new Date(now + 1000).toUTCString() : String(value);
}

/**
 * Refuses with 429 and code 20429, without processing. Source: Twilio docs, error 20429 (account-wide
 * concurrency).
 */
export class RateLimiter {
	private arrivals: number[] = [];
	private oldest = 0;

	constructor(private readonly now: () => number) {}

	/**
	 * @param inFlight requests in flight, this one included
	 * @returns the refusal, or undefined when the request may go on
	 */
	check(limit: RateLimit, inFlight: number): ApiError | undefined {
		const now = this.now();
		if (limit.concurrent !== undefined && inFlight > limit.concurrent) {
			return this.refusal(limit, now);
		}
		if (limit.perSecond === undefined) return undefined;
		while (this.oldest < this.arrivals.length && (this.arrivals[this.oldest] ?? 0) <= now - 1000) {
			this.oldest += 1;
		}
		if (this.oldest > 1024) {
			this.arrivals = this.arrivals.slice(this.oldest);
			this.oldest = 0;
		}
		if (this.arrivals.length - this.oldest >= limit.perSecond) return this.refusal(limit, now);
		this.arrivals.push(now);
		return undefined;
	}

	clear(): void {
		this.arrivals = [];
		this.oldest = 0;
	}

	private refusal({ retryAfter }: RateLimit, now: number): ApiError {
		const headers: Record<string, string> = {};
		if (retryAfter !== undefined && retryAfter !== null) {
			headers['Retry-After'] = retryAfterText(retryAfter, now);
		}
		return new ApiError(429, 20429, 'Too Many Requests', headers);
	}
}
