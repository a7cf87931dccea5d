import { asJson, enteredOnce } from '../../../../nodes/shared/fields/asJson';
import { list } from '../example';
import { complaint } from '../parsing';

describe('JSON instead of fields', () => {
	const json = asJson(list, '[{ "name": "N" }]');

	it.each(['plain text', '[{]', '{"name":', '"quoted"'])(
		'is refused where it is none: %j',
		(value) => {
			expect(complaint(json, value)).toBe('is not valid JSON');
		},
	);

	it('shows an example, under a name of its own', () => {
		expect(json.property).toMatchObject({
			displayName: 'People (JSON)',
			name: 'peopleJson',
			type: 'json',
			placeholder: 'e.g. [{ "name": "N" }]',
		});
		expect(json.name).toBe('people');
	});
});

describe('what is entered in one of two places', () => {
	const once = (inFields?: string[], asJson?: string[]) => () =>
		enteredOnce(list, inFields, asJson);

	it('is taken from where it is', () => {
		expect(once(['a'])()).toEqual(['a']);
		expect(once(undefined, ['b'])()).toEqual(['b']);
	});

	it('is refused in both, and in none', () => {
		expect(once(['a'], ['b'])).toThrow("'People' sets the same as People (JSON)");
		for (const nothing of [once(), once([]), once(undefined, [])]) {
			expect(nothing).toThrow("'People' is empty");
		}
	});
});
