import { filled, required } from '../../../../nodes/shared/fields/required';
import { count, flag } from '../../../../nodes/shared/fields/number';
import { text } from '../../../../nodes/shared/fields/string';
import { complaint, parse } from '../parsing';

const BLANK = ['', '   ', null, undefined];
const name = text('name', 'Name', { description: 'What it is called' });
const minutes = count('minutes', 'Minutes', 10, { min: 1 });
const enabled = flag('enabled', 'Enabled', true, { description: 'Whether it is on' });

describe('a field that has to be there', () => {
	it.each(BLANK)('is not %j, even where there is a default', (value) => {
		const fields = [filled(name), filled(minutes), required(minutes), required(enabled)];
		for (const field of fields) expect(complaint(field, value)).toBe('is empty');
	});

	it('is read as always otherwise', () => {
		expect(parse(filled(name), 'a')).toBe('a');
		expect(parse(filled(minutes), '5')).toBe(5);
		expect(complaint(filled(minutes), 0)).toBe('must be at least 1');
		expect(parse(required(enabled), false)).toBe(false);
	});

	it('asks the editor to insist only where it is always shown', () => {
		expect(required(name).property.required).toBe(true);
		expect(filled(name).property.required).toBeUndefined();
	});
});
