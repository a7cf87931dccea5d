import { collectionField } from '../../../../nodes/shared/fields/collection';
import { stringField } from '../../../../nodes/shared/fields/string';
import { fields } from '../example';
import { complaint, parse, TOOL_CALL } from '../parsing';

describe('a collection', () => {
	it('holds what was added, and nothing else', () => {
		expect(parse(fields, { zone: 'a' })).toEqual({ zone: 'a' });
		expect(parse(fields, { unknown: 'x' })).toEqual({});
		for (const nothing of [undefined, null, '', {}]) expect(parse(fields, nothing)).toEqual({});
	});

	it('may come as JSON text, e.g. from a model', () => {
		expect(parse(fields, '{"zone":"a"}')).toEqual({ zone: 'a' });
		expect(complaint(fields, '{"zone"')).toBe('is not valid JSON');
		expect(complaint(fields, 'zone')).toBe('must be an object');
		expect(complaint(fields, [])).toBe('must be an object');
	});

	it('takes a value as fields or as JSON, under the name of the API', () => {
		const people = [{ name: 'N' }];
		expect(parse(fields, { people: { values: people } })).toEqual({ people });
		expect(parse(fields, { peopleJson: JSON.stringify(people) })).toEqual({ people });
	});

	it('refuses both at once', () => {
		const both = { people: { values: [{ name: 'N' }] }, peopleJson: '[{ "name": "M" }]' };
		expect(complaint(fields, both)).toBe('People > sets the same as People (JSON)');
	});

	it('can ask for at least one, and counts what is set, not what was added', () => {
		const some = collectionField('updateFields', 'Update Fields', [stringField('a', 'A')], {
			atLeastOne: true,
		});
		expect(parse(some, { a: 'x' })).toEqual({ a: 'x' });
		expect(complaint(some, { a: '' }, TOOL_CALL)).toBe('has nothing in it');
		for (const nothing of [undefined, {}]) {
			expect(complaint(some, nothing)).toBe('has nothing in it');
		}
	});

	const BLANKS = {
		zone: ['', ' ', null, undefined],
		people: [{}, { values: [] }, [], '[]', null],
		peopleJson: ['', 'null', '{}', null],
		configuration: [{}, { values: {} }, { values: { ids: '', note: ' ' } }, '{}', undefined],
	};

	it.each(Object.entries(BLANKS))('refuses %s that was added and is blank', (name, blanks) => {
		for (const nothing of blanks) {
			expect(complaint(fields, { [name]: nothing })).toMatch(/^[\w ()]+ > is empty$/);
			expect(parse(fields, { [name]: nothing }, TOOL_CALL)).toEqual({});
		}
	});

	it('takes an empty list for an order in JSON, but not from a model', () => {
		expect(parse(fields, { peopleJson: '[]' })).toEqual({ people: [] });
		expect(parse(fields, { peopleJson: '[]' }, TOOL_CALL)).toEqual({});
	});

	it('can refuse a blank from a model, too', () => {
		const insists = collectionField('filters', 'Filters', [stringField('a', 'A')], {
			alsoInToolCalls: true,
		});
		expect(complaint(insists, { a: '' }, TOOL_CALL)).toBe('A > is empty');
	});

	it('lists its fields by name, and hands its own switches to no editor', () => {
		const { options = [] } = fields.property;
		expect(options.map((option) => ('displayName' in option ? option.displayName : ''))).toEqual([
			'Overrides',
			'People',
			'People (JSON)',
			'Zone',
		]);
		expect(collectionField('x', 'X', [], { atLeastOne: true }).property).not.toHaveProperty(
			'atLeastOne',
		);
	});

	it('names the way to what is wrong', () => {
		expect(complaint(fields, { people: [{ name: 'N' }, { nick: 'M' }] })).toBe(
			'People > Person 2 > Name > is empty',
		);
		expect(complaint(fields, { peopleJson: '[{}]' })).toBe(
			'People (JSON) > Person 1 > Name > is empty',
		);
		expect(complaint(fields, { configuration: { values: { ids: 'a,b,c' } } })).toBe(
			'Overrides > IDs > has 3 values, the most is 2',
		);
	});
});
