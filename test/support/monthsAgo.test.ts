import { monthsAgo } from './monthsAgo';

it.each([
	['2026-11-25T12:00:00Z', 1, '2026-10-15T12:00:00.000Z'],
	['2026-12-01T04:59:59Z', 1, '2026-10-15T12:00:00.000Z'],
	['2026-12-01T05:00:00Z', 1, '2026-11-15T12:00:00.000Z'],
	['2027-01-01T12:00:00Z', 2, '2026-11-15T12:00:00.000Z'],
])('at %s, %i months ago is %s for a workflow', (now, months, expected) => {
	expect(new Date(monthsAgo(months, Date.parse(now))).toISOString()).toBe(expected);
});
