import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../../nodes/shared/fields/fixedCollection';
import { collectionField } from '../../../../nodes/shared/fields/collection';
import { enteredOnce, asJson } from '../../../../nodes/shared/fields/asJson';
import {
	stringField,
	requiredStringField,
	stringListField,
} from '../../../../nodes/shared/fields/string';
import { InvalidValue } from '../../../../nodes/shared/fields/field';
import { complaint, JSON_TEXT, parse, TOOL_CALL } from '../parsing';

const list = fixedCollectionListField('people', 'People', {
	label: 'Person',
	max: 2,
	fields: [requiredStringField('name', 'Name'), stringField('nick', 'Nickname')],
});
const overrides = fixedCollectionField('configuration', 'Overrides', 'Override', [
	stringListField('ids', 'IDs', { max: 2 }),
	stringField('note', 'Note'),
]);
const fields = collectionField('options', 'Options', [
	stringField('zone', 'Zone'),
	list,
	asJson(list, '[{ "name": "N" }]'),
	overrides,
]);

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

	it('can ask models, too', () => {
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

describe('a group', () => {
	it('is the same from the editor, an object and JSON text', () => {
		const values = { ids: 'a, b', note: 'n' };
		const expected = { ids: ['a', 'b'], note: 'n' };
		for (const entered of [
			{ values },
			values,
			JSON.stringify(values),
			JSON.stringify({ values }),
		]) {
			expect(parse(overrides, entered)).toEqual(expected);
			expect(parse(asJson(overrides, ''), entered)).toEqual(expected);
		}
	});

	it('may carry as JSON what Twilio adds later', () => {
		expect(parse(overrides, '{"ids":["a"],"later":{"x":1}}')).toEqual({
			ids: ['a'],
			later: { x: 1 },
		});
	});

	it.each([undefined, null, '', {}, { values: {} }, { values: { ids: '', note: '' } }, '{}'])(
		'is left out when it is %j',
		(value) => {
			expect(parse(overrides, value)).toBeUndefined();
		},
	);

	it('is empty on purpose, with empty lists, in JSON', () => {
		const twin = asJson(overrides, '');
		expect(parse(twin, '{}')).toEqual({});
		expect(parse(twin, '{"ids":[],"note":null}')).toEqual({ ids: [] });
		expect(parse(overrides, { ids: [] }, JSON_TEXT)).toEqual({ ids: [] });
	});

	it('is left out before it asks for what it needs', () => {
		const needs = fixedCollectionField('author', 'Author', 'Author', [
			requiredStringField('address', 'Address'),
		]);
		for (const nothing of [{}, { values: {} }]) expect(parse(needs, nothing)).toBeUndefined();
		expect(complaint(needs, { values: { address: '' } })).toBe('Address > is empty');
	});

	it.each(['text', 7, [], [{ note: 'n' }]])('is not %j', (value) => {
		expect(complaint(overrides, value)).toBe('must be an object');
	});
});

describe('JSON instead of fields', () => {
	const twin = asJson(list, '[{ "name": "N" }]');

	it.each(['plain text', '[{]', '{"name":', '"quoted"'])(
		'is refused where it is none: %j',
		(value) => {
			expect(complaint(twin, value)).toBe('is not valid JSON');
		},
	);

	it('shows an example, under a name of its own', () => {
		expect(twin.property).toMatchObject({
			displayName: 'People (JSON)',
			name: 'peopleJson',
			type: 'json',
			placeholder: 'e.g. [{ "name": "N" }]',
		});
		expect(twin.name).toBe('people');
	});
});

describe('rows with a rule of their own', () => {
	const pair = fixedCollectionListField('pair', 'Pair', {
		label: 'Entry',
		max: 5,
		fields: [stringField('name', 'Name'), stringField('nick', 'Nickname')],
		refine: (row) => {
			if (row.name === row.nick) throw new InvalidValue('is its own nickname');
			return row;
		},
	});

	it.each([
		[
			{
				values: [
					{ name: 'N', nick: 'M' },
					{ name: 'N', nick: 'N' },
				],
			},
		],
		['[{ "name": "N", "nick": "M" }, { "name": "N", "nick": "N" }]'],
	])('name the row that breaks it: %j', (value) => {
		expect(complaint(pair, value)).toBe('Entry 2 > is its own nickname');
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
