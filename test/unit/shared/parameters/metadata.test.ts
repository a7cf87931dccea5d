import fc from 'fast-check';

import { asJson } from '../../../../nodes/shared/fields/asJson';
import { metadata, removeMetadataKeys } from '../../../../nodes/shared/parameters/metadata';
import { metadataFilter } from '../../../../nodes/shared/parameters/metadataFilter';
import { complaint, parse, sent } from '../parsing';

const created = metadata({ merges: false });
const changed = metadata({ merges: true });

const rows = (entries: Array<[string, unknown]>) => ({
	values: entries.map(([key, value]) => ({ key, value })),
});
const numbered = (count: number): Record<string, string> =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));

describe('metadata', () => {
	it('is the same from the editor, an object and JSON text', () => {
		const key = fc.oneof(
			fc.stringMatching(/^[A-Za-z0-9._-]{1,128}$/),
			// Names with a meaning in JavaScript or in the editor.
			fc.constantFrom('__proto__', 'constructor', 'toString', 'values', 'key', 'value', '1'),
		);
		const value = fc
			.string({ minLength: 1, maxLength: 512, unit: 'grapheme-ascii' })
			.filter((text) => text.trim() !== '');
		const entries = fc.uniqueArray(fc.tuple(key, value), {
			minLength: 1,
			maxLength: 8,
			selector: ([name]) => name,
		});
		fc.assert(
			fc.property(entries, (list) => {
				const object: unknown = Object.fromEntries(list);
				const expected = sent(created, rows(list));
				const json = JSON.stringify(object);
				for (const field of [created, changed, asJson(created, ''), asJson(changed, '')]) {
					for (const entered of [rows(list), JSON.stringify(rows(list)), object, json]) {
						expect(JSON.parse(sent(field, entered) ?? '')).toEqual(JSON.parse(expected ?? ''));
					}
				}
				// No key is lost, whatever its name.
				const received = Object.entries(JSON.parse(expected ?? '') as object);
				expect(new Map(received)).toEqual(new Map(list));
			}),
		);
	});

	it('cannot reach the prototype of anything', () => {
		const json = '{"__proto__":"polluted","constructor":"x"}';
		expect(sent(created, json)).toBe(json);
		expect(sent(created, rows([['__proto__', 'polluted']]))).toBe('{"__proto__":"polluted"}');
		expect(complaint(created, '{"__proto__":{"polluted":"yes"}}')).toBe(
			'Entry "__proto__" > must have text as its value',
		);
		expect({}).not.toHaveProperty('polluted');
	});

	it.each([undefined, null, '', ' ', {}, { values: [] }, [], '{}', '{"values":[]}'])(
		'is left out when it is %j',
		(value) => {
			expect(parse(created, value)).toBeUndefined();
			expect(parse(changed, value)).toBeUndefined();
		},
	);

	it('takes numbers and truth values as text', () => {
		expect(parse(created, { a: 4711, b: false, c: 0 })).toEqual({ a: '4711', b: 'false', c: '0' });
	});

	it('is refused where a row has a key and no value', () => {
		for (const nothing of ['', '  ', null, undefined]) {
			for (const field of [created, changed]) {
				expect(complaint(field, rows([['a', nothing]]))).toBe('Entry "a" > has no value');
			}
		}
	});

	it('keeps an empty text in JSON', () => {
		for (const field of [created, changed, asJson(created, ''), asJson(changed, '')]) {
			for (const entered of [{ a: '' }, '{"a":""}'])
				expect(parse(field, entered)).toEqual({ a: '' });
		}
	});

	it('removes an entry by null in JSON where Twilio merges, and nowhere else', () => {
		for (const entered of [{ a: null }, '{"a":null}']) {
			expect(parse(changed, entered)).toEqual({ a: null });
			expect(complaint(created, entered)).toBe('Entry "a" > has no value');
		}
		for (const field of [created, changed]) {
			expect(complaint(field, { a: undefined })).toBe('Entry "a" > has no value');
		}
	});

	it('can be none on purpose, as an object in JSON', () => {
		for (const entered of [{}, '{}']) expect(parse(asJson(created, ''), entered)).toEqual({});
	});

	it('loses what was pasted around a key in a row', () => {
		expect(parse(created, rows([[' order.id\n', ' as it is\n']]))).toEqual({
			'order.id': ' as it is\n',
		});
	});
});

describe('the limits of metadata', () => {
	it('are 8 entries', () => {
		expect(parse(created, numbered(8))).toEqual(numbered(8));
		expect(complaint(created, numbered(9))).toBe('has 9 entries, the most is 8');
		expect(complaint(created, rows(Object.entries(numbered(9))))).toBe(
			'has 9 entries, the most is 8',
		);
	});

	it('do not count entries that are removed', () => {
		const entered = { ...numbered(8), old1: null, old2: null };
		expect(parse(changed, entered)).toEqual(entered);
		expect(complaint(changed, { ...numbered(9), old: null })).toBe('has 9 entries, the most is 8');
	});

	it('are 128 characters for a key', () => {
		const [fits, tooLong] = ['k'.repeat(128), 'k'.repeat(129)];
		expect(parse(created, { [fits]: 'x' })).toEqual({ [fits]: 'x' });
		expect(complaint(created, { [tooLong]: 'x' })).toBe(
			`Entry "${tooLong}" > has a key of 129 characters, the most is 128`,
		);
	});

	it('are 512 characters for a value', () => {
		expect(parse(created, { a: 'v'.repeat(512) })).toEqual({ a: 'v'.repeat(512) });
		expect(complaint(created, { a: 'v'.repeat(513) })).toBe(
			'Entry "a" > has a value of 513 characters, the most is 512',
		);
	});

	it('count characters as people do', () => {
		expect(parse(created, { a: '😀'.repeat(512) })).toEqual({ a: '😀'.repeat(512) });
		expect(complaint(created, { a: '😀'.repeat(513) })).toMatch(/of 513 characters/);
	});

	it.each(['a b', 'a/b', 'ä', 'a:b', 'a\n', ' '])('do not allow the key %j', (key) => {
		expect(complaint(created, { [key]: 'x' })).toBe(
			`Entry "${key}" > has a key with other characters than letters, digits, dots, underscores and dashes`,
		);
	});

	it('need a key, and each only once', () => {
		expect(complaint(created, { '': 'x' })).toBe('Entry 1 > has an empty key');
		expect(
			complaint(
				created,
				rows([
					['a', 'x'],
					['', 'y'],
				]),
			),
		).toBe('Entry 2 > has an empty key');
		expect(
			complaint(
				created,
				rows([
					['a', 'x'],
					['a', 'y'],
				]),
			),
		).toBe('Entry "a" > is there twice');
	});

	it.each([['x'], [['a']], [7], [true]])('need an object, not %j', (value) => {
		expect(complaint(created, value)).toBe('must be an object');
	});

	it('need plain values', () => {
		expect(complaint(created, { a: { b: 'c' } })).toBe('Entry "a" > must have text as its value');
		expect(complaint(created, { a: ['b'] })).toBe('Entry "a" > must have text as its value');
		expect(complaint(created, { values: ['b'] })).toBe('must have a key and a value in each entry');
		expect(complaint(created, { values: [], other: 'x' })).toBe(
			'Entry "values" > must have text as its value',
		);
		expect(complaint(created, '{"a": ')).toBe('is not valid JSON');
	});
});

describe('the keys of entries to remove', () => {
	it('are a list, without what was pasted around them', () => {
		for (const entered of ['a, b.c', ['a', ' b.c\n'], '["a","b.c"]']) {
			expect(parse(removeMetadataKeys, entered)).toEqual(['a', 'b.c']);
		}
	});

	it('are refused where no entry can have them', () => {
		expect(complaint(removeMetadataKeys, 'a b')).toMatch(/has a key with other characters/);
		expect(complaint(removeMetadataKeys, 'k'.repeat(129))).toMatch(/has a key of 129 characters/);
	});
});

describe('metadata to look for', () => {
	const filter = metadataFilter('metadata', 'Metadata', 'Entries');

	it.each([
		[
			'{ "keep": "true", "tier": null }',
			[
				['keep', 'true'],
				['tier', undefined],
			],
		],
		[{ keep: true }, [['keep', 'true']]],
		[[{ key: 'tier' }], [['tier', undefined]]],
		[{ values: [{ key: 'tier', condition: 'exists', value: 'gold' }] }, [['tier', undefined]]],
		[{ values: [] }, undefined],
	])('%j is %j', (entered, expected) => {
		expect(parse(filter, entered)?.map(({ key, value }) => [key, value])).toEqual(expected);
	});

	it('is refused where a value is blank and nobody said that any will do', () => {
		const entered = { values: [{ key: 'tier', condition: 'equals', value: ' ' }] };
		expect(() => parse(filter, entered)).toThrow('is empty');
		expect(() => parse(filter, { tier: '' })).toThrow('is empty');
	});
});
