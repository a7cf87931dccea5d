/** By which workflows count where nobody has set another (n8n, GENERIC_TIMEZONE). */
const TIME_ZONE = 'America/New_York';

/**
 * Noon of the 15th of an earlier month. It is counted from the month that it is for a workflow: on
 * the first of a month that is another one than for this machine, for some hours.
 *
 * @returns milliseconds since 1970
 */
export function monthsAgo(months: number, now = Date.now()): number {
	const date = new Date(now).toLocaleDateString('en-CA', { timeZone: TIME_ZONE });
	const [year, month] = date.split('-').map(Number);
	return Date.UTC(year, month - 1 - months, 15, 12);
}
