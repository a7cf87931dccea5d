import { asJson, byFields, defineUsing } from '../../../../nodes/shared/fields/asJson';
import { list } from '../example';
import { complaint, parse } from '../parsing';

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

describe('the choice between fields and JSON', () => {
	it('is for fields where nothing was chosen', () => {
		expect(parse(defineUsing, '')).toBe('fields');
		expect(parse(defineUsing, 'json')).toBe('json');
	});

	it('shows one of the two, wherever in the form they are', () => {
		const shown = [byFields(list), asJson(list, '[]')].map(
			({ property }) => property.displayOptions?.show,
		);
		expect(shown).toEqual([{ '/defineUsing': ['fields'] }, { '/defineUsing': ['json'] }]);
	});
});
