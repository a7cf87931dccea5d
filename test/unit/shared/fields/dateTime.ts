import fc from 'fast-check';

import { dateTimeField } from '../../../../nodes/shared/fields/dateTime';
import { complaint, parse } from '../parsing';

describe('a date and time', () => {
	const field = dateTimeField('updatedBefore', 'Updated Before');
	const read = (value: unknown, timezone: string) =>
		field.parse(value, { timezone, isToolCall: false })?.toISOString();

	it.each([
		['2026-01-31T09:00:00Z', '2026-01-31T09:00:00.000Z'],
		['2026-01-31T09:00:00+02:00', '2026-01-31T07:00:00.000Z'],
		['Sat, 31 Jan 2026 09:00:00 GMT', '2026-01-31T09:00:00.000Z'],
		[new Date('2026-01-31T09:00:00Z'), '2026-01-31T09:00:00.000Z'],
	])('with a zone is the same everywhere: %j', (value, expected) => {
		for (const timezone of ['UTC', 'Asia/Tokyo', 'America/New_York', 'Etc/GMT+12']) {
			expect(read(value, timezone)).toBe(expected);
		}
	});

	it.each(['2026-01-31T09:00:00', '2026-01-31T09:00', '2026-01-31 09:00:00'])(
		"without a zone is one in the workflow's: %j",
		(value) => {
			expect(read(value, 'UTC')).toBe('2026-01-31T09:00:00.000Z');
			expect(read(value, 'Asia/Tokyo')).toBe('2026-01-31T00:00:00.000Z');
			expect(read(value, 'America/New_York')).toBe('2026-01-31T14:00:00.000Z');
		},
	);

	it.each([
		[1_769_850_000_000, '2026-01-31T09:00:00.000Z'],
		['1769850000000', '2026-01-31T09:00:00.000Z'],
		[' 1769850000000\n', '2026-01-31T09:00:00.000Z'],
		[946_684_800_000, '2000-01-01T00:00:00.000Z'],
		['946684800000', '2000-01-01T00:00:00.000Z'],
	])('may count milliseconds since 1970: %j', (value, expected) => {
		for (const zone of ['UTC', 'Asia/Tokyo']) expect(read(value, zone)).toBe(expected);
	});

	it('is not taken from seconds since 1970, and the message says so', () => {
		for (const seconds of [1_769_850_000, '1769850000']) {
			expect(() => parse(field, seconds)).toThrow(
				expect.objectContaining({ hint: expect.stringContaining('multiply it by 1000') }),
			);
		}
	});

	it('knows summer time', () => {
		expect(read('2026-07-31', 'Europe/Berlin')).toBe('2026-07-30T22:00:00.000Z');
		expect(read('2026-01-31', 'Europe/Berlin')).toBe('2026-01-30T23:00:00.000Z');
	});

	it.each(['', ' ', null, undefined])('is left out when it is %j', (value) => {
		expect(parse(field, value)).toBeUndefined();
	});

	/** Date.parse, the fallback of n8n's parser, accepts all but the last few as dates. */
	it.each([
		'Order 2030',
		'5',
		'2026-1-5',
		'2026-01-31 9:00',
		'01/31/2026',
		'yesterday',
		'30 days ago',
		'2026-02-30',
		1_700_000_000,
		'1700000000',
		'202601310900',
		1_700_000_000_000.5,
		-1,
		true,
		{},
	])('is not guessed from %j', (value) => {
		expect(complaint(field, value)).toMatch(/^is no date: ".+"$/);
	});

	it('is one moment, not a day off, for every date of the calendar and every zone', () => {
		const date = fc.date({
			min: new Date('1970-01-01'),
			max: new Date('2100-01-01'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(date, fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York'), (value, zone) => {
				expect(read(value.toISOString(), zone)).toBe(value.toISOString());
			}),
		);
	});
});
