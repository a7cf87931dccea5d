import { integerField, numberField } from '../../../../nodes/shared/fields/number';
import { complaint, parse } from '../parsing';

describe('a whole number', () => {
	const field = integerField('limit', 'Limit', 50, { min: 1, max: 3600 });

	it.each([
		[1, 1],
		[3600, 3600],
		['25', 25],
		[' 25 ', 25],
		['', 50],
		[undefined, 50],
		[null, 50],
	])('%j is %d', (value, expected) => {
		expect(parse(field, value)).toBe(expected);
	});

	it.each([1.5, 'many', NaN, Infinity, '1e999', true, false, [5], [], {}])('is not %j', (value) => {
		expect(complaint(field, value)).toBe('must be a whole number');
	});

	it('keeps its bounds', () => {
		expect(complaint(field, 0)).toBe('must be at least 1');
		expect(complaint(field, -1)).toBe('must be at least 1');
		expect(complaint(field, 3601)).toBe('must be at most 3600');
		expect(parse(integerField('limit', 'Limit', 50, { min: 1 }), 10_000_000)).toBe(10_000_000);
	});
});

describe('a number', () => {
	const field = numberField('confidence', 'Confidence', 1, { min: 0, max: 1 });

	it.each([
		[0, 0],
		[1, 1],
		['0.875', 0.875],
		[1e-9, 1e-9],
		['', 1],
	])('%j is %d', (value, expected) => {
		expect(parse(field, value)).toBe(expected);
	});

	it.each(['high', NaN, Infinity, true, [0.5], {}])('is not %j', (value) => {
		expect(complaint(field, value)).toBe('must be a number');
	});

	it('keeps its bounds', () => {
		expect(complaint(field, -0.001)).toBe('must be at least 0');
		expect(complaint(field, 1.001)).toBe('must be at most 1');
	});
});
