import { notBlank, required } from '../../../../nodes/shared/fields/required';
import { integerField } from '../../../../nodes/shared/fields/number';
import { booleanField } from '../../../../nodes/shared/fields/boolean';
import { stringField } from '../../../../nodes/shared/fields/string';
import { complaint, parse } from '../parsing';

const BLANK = ['', '   ', null, undefined];
const name = stringField('name', 'Name', { description: 'What it is called' });
const minutes = integerField('minutes', 'Minutes', 10, { min: 1 });
const enabled = booleanField('enabled', 'Enabled', true, { description: 'Whether it is on' });

describe('a field that has to be there', () => {
	it.each(BLANK)('is not %j, even where there is a default', (value) => {
		const fields = [notBlank(name), notBlank(minutes), required(minutes), required(enabled)];
		for (const field of fields) expect(complaint(field, value)).toBe('is empty');
	});

	it('is read as always otherwise', () => {
		expect(parse(notBlank(name), 'a')).toBe('a');
		expect(parse(notBlank(minutes), '5')).toBe(5);
		expect(complaint(notBlank(minutes), 0)).toBe('must be at least 1');
		expect(parse(required(enabled), false)).toBe(false);
	});

	it('asks the editor to insist only where it is always shown', () => {
		expect(required(name).property.required).toBe(true);
		expect(notBlank(name).property.required).toBeUndefined();
	});
});
