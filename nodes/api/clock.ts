/**
 * Milliseconds of a monotonic clock, which setting the system clock does not affect. Only
 * differences are meaningful.
 */
export function now(): number {
	return performance.now();
}

/** E.g. `Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, section 5.6.7). */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* \d\d:\d\d:\d\d GMT$/;

/**
 * Parses a date in an HTTP header.
 *
 * @param value of the header, e.g. `Date` or `Retry-After`
 * @returns milliseconds since 1970; undefined if it is no date. Date.parse alone accepts almost
 *   anything ("Mon 5" is in 2001)
 */
export function parseHttpDate(value: string | undefined): number | undefined {
	const date = value !== undefined && HTTP_DATE.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(date) ? undefined : date;
}
