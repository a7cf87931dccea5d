import {
	requiredStringField,
	stringField,
	stringListField,
} from '../../../../nodes/shared/fields/string';
import { required } from '../../../../nodes/shared/fields/required';
import { complaint, JSON_TEXT, parse } from '../parsing';

const BLANK = ['', '   ', '\n', null, undefined];

describe('text', () => {
	const field = stringField('name', 'Name');

	it('is taken as it is', () => {
		expect(parse(field, ' Order 4711 ')).toBe(' Order 4711 ');
		expect(parse(field, '{ not json')).toBe('{ not json');
	});

	it('is trimmed where it is an ID', () => {
		const id = stringField('channelId', 'Channel ID', { trimmed: true });
		expect(parse(id, ' CA1\n')).toBe('CA1');
		expect(parse(id, ' ', JSON_TEXT)).toBeUndefined();
	});

	it('can be empty in JSON, where that is meant', () => {
		for (const value of ['', ' ']) expect(parse(field, value, JSON_TEXT)).toBe(value);
		expect(parse(field, null, JSON_TEXT)).toBeUndefined();
		expect(complaint(requiredStringField('name', 'Name'), '', JSON_TEXT)).toBe('is empty');
	});

	it('has a length in characters, as people count them', () => {
		const short = stringField('name', 'Name', { maxLength: 3 });
		expect(parse(short, '😀😀😀')).toBe('😀😀😀');
		expect(complaint(short, '😀😀😀😀')).toBe('has 4 characters, the most is 3');
	});

	it('takes numbers and truth values, as expressions give them', () => {
		expect(parse(field, 4711)).toBe('4711');
		expect(parse(field, 0)).toBe('0');
		expect(parse(field, false)).toBe('false');
	});

	it.each(BLANK)('is left out when it is %j', (value) => {
		expect(parse(field, value)).toBeUndefined();
		expect(complaint(requiredStringField('name', 'Name'), value)).toBe('is empty');
	});

	it.each([[{}], [[]], [['a']], [new Date()]])('is not %j', (value) => {
		expect(complaint(field, value)).toBe('must be text');
	});

	it('that has to be there says so in the editor, too', () => {
		expect(requiredStringField('name', 'Name').property.required).toBe(true);
		expect(field.property.required).toBeUndefined();
		expect(complaint(required(field), '')).toBe('is empty');
	});
});

describe('a list of texts', () => {
	const field = stringListField('intelligenceConfigurationIds', 'IDs', { max: 5 });

	it('is the same from commas, pasted lines, a list and JSON text', () => {
		const texts = ['a,b', ' a , b ,, ', 'a\nb\n', 'a,\r\nb', '["a", "b"]'];
		for (const value of [...texts, ['a', 'b'], [' a', '', 'b ']]) {
			expect(parse(field, value)).toEqual(['a', 'b']);
		}
		expect(parse(field, [4711, '4712'])).toEqual(['4711', '4712']);
	});

	it.each([...BLANK, ',', ' , ', [], [''], '[]'])('is left out when it is %j', (value) => {
		expect(parse(field, value)).toBeUndefined();
	});

	it('can be empty in JSON, where it is a list', () => {
		for (const value of [[], '[]']) expect(parse(field, value, JSON_TEXT)).toEqual([]);
		expect(parse(field, '', JSON_TEXT)).toBeUndefined();
	});

	it('has a limit', () => {
		expect(parse(field, 'a,b,c,d,e')).toHaveLength(5);
		expect(complaint(field, 'a,b,c,d,e,f')).toBe('has 6 values, the most is 5');
		expect(parse(stringListField('all', 'All', {}), 'a,b,c,d,e,f')).toHaveLength(6);
	});

	it('is not made of objects, nor of broken JSON', () => {
		expect(complaint(field, [{ id: 'a' }])).toBe('must be text');
		expect(complaint(field, { id: 'a' })).toBe('must be text');
		expect(complaint(field, '["a"')).toBe('is not valid JSON');
	});
});
