import { asJson } from '../../../../nodes/shared/fields/asJson';
import { InvalidValue } from '../../../../nodes/shared/fields/field';
import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../../nodes/shared/fields/fixedCollection';
import { requiredStringField, stringField } from '../../../../nodes/shared/fields/string';
import { overrides } from '../example';
import { complaint, JSON_TEXT, parse } from '../parsing';

describe('a fixed collection', () => {
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
		const json = asJson(overrides, '');
		expect(parse(json, '{}')).toEqual({});
		expect(parse(json, '{"ids":[],"note":null}')).toEqual({ ids: [] });
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
