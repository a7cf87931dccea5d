import fc from 'fast-check';

import { relativeDateTimeField, resolved } from '../../../../nodes/shared/fields/relativeDateTime';
import { parse } from '../parsing';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const field = relativeDateTimeField('createdBefore', 'Created Before', {
	description: 'Before it',
});
const read = (entered: unknown) => {
	const time = parse(field, entered);
	return time === undefined ? undefined : new Date(resolved(time, NOW)).toISOString();
};

describe('a date, or a time that counts back from now', () => {
	it.each([
		['30 days ago', '2026-01-01T12:00:00.000Z'],
		[' 1 Day Ago\n', '2026-01-30T12:00:00.000Z'],
		['2 weeks ago', '2026-01-17T12:00:00.000Z'],
		['90minutes ago', '2026-01-31T10:30:00.000Z'],
		['2026-01-31T09:00:00', '2026-01-31T08:00:00.000Z'],
		['2026-01-31', '2026-01-30T23:00:00.000Z'],
		[NOW, '2026-01-31T12:00:00.000Z'],
		[' ', undefined],
	])('%j is %s, in the time zone of the workflow', (entered, expected) => {
		expect(read(entered)).toBe(expected);
	});

	it('lies so long ago as was entered, whatever the number', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 36_500 }), (days) => {
				expect(read(`${days} days ago`)).toBe(new Date(NOW - days * 86_400_000).toISOString());
			}),
		);
	});
});
