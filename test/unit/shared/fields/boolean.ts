import { booleanField } from '../../../../nodes/shared/fields/boolean';
import { complaint, parse } from '../parsing';

describe('a switch', () => {
	it.each([true, 'true', 'TRUE', ' true '])('is on: %j', (value) => {
		expect(parse(booleanField('simplify', 'Simplify', false, {}), value)).toBe(true);
	});

	it.each([false, 'false', 'False'])('is off: %j', (value) => {
		expect(parse(booleanField('simplify', 'Simplify', true, {}), value)).toBe(false);
	});

	it.each(['', undefined, null])('is as it began when it is %j', (value) => {
		expect(parse(booleanField('simplify', 'Simplify', true, {}), value)).toBe(true);
		expect(parse(booleanField('simplify', 'Simplify', false, {}), value)).toBe(false);
	});

	it.each(['yes', 1, 0, {}, []])('is not %j', (value) => {
		expect(complaint(booleanField('simplify', 'Simplify', true, {}), value)).toBe(
			'must be true or false',
		);
	});
});
