import {
	statusCallbacks,
	statusCallbacksJson,
} from '../../../../nodes/shared/parameters/statusCallbacks';
import { complaint, parse } from '../parsing';

const field = statusCallbacks(20);
const twin = statusCallbacksJson(20);
const callback = { url: 'https://example.com/callback?x=1#rc=2', method: 'POST' };
const callbacks = (count: number) => Array.from({ length: count }, () => callback);

describe('status callbacks', () => {
	it('are the same from the editor, a list and JSON text', () => {
		for (const entered of [{ values: [callback] }, [callback], JSON.stringify([callback])]) {
			expect(parse(field, entered)).toEqual([callback]);
			expect(parse(twin, entered)).toEqual([callback]);
		}
	});

	it('are trimmed, and their method may be in any case or left out', () => {
		const url = 'https://example.com';
		expect(parse(field, [{ url: ` ${url}\n`, method: 'get' }, { url }])).toEqual([
			{ url, method: 'GET' },
			{ url },
		]);
	});

	it('are stopped by an empty list in JSON, and never by accident', () => {
		expect(parse(twin, '[]')).toEqual([]);
		expect(parse(twin, [])).toEqual([]);
		expect(parse(field, [])).toBeUndefined();
		for (const nothing of [undefined, null, '', 'null', {}, { values: [] }]) {
			expect(parse(twin, nothing)).toBeUndefined();
		}
		for (const nothing of [undefined, null, '', {}, { values: [] }]) {
			expect(parse(field, nothing)).toBeUndefined();
		}
	});

	it('are 20 on a conversation and 2 on a configuration', () => {
		expect(parse(field, callbacks(20))).toHaveLength(20);
		expect(complaint(field, callbacks(21))).toBe('has 21 entries, the most is 20');
		expect(complaint(field, { values: callbacks(21) })).toBe('has 21 entries, the most is 20');
		expect(parse(statusCallbacks(2), callbacks(2))).toHaveLength(2);
		expect(complaint(statusCallbacks(2), callbacks(3))).toBe('has 3 entries, the most is 2');
	});

	it.each([
		'example.com',
		'ftp://example.com',
		'https://',
		'https:///path',
		'https:// example.com',
		'https://example.com/a b',
		'https://example.com\nhttps://other.example',
		'javascript:alert(1)',
	])('are no URL: %j', (url) => {
		expect(complaint(field, [callback, { url }])).toBe(`Callback 2 > URL > is no URL: "${url}"`);
	});

	it('say what else is wrong, and where', () => {
		expect(complaint(field, [{}])).toBe('Callback 1 > URL > is empty');
		expect(complaint(field, { values: [{ ...callback, method: 'PUT' }] })).toBe(
			'Callback 1 > Method > must be one of GET, POST',
		);
		expect(complaint(field, callback)).toBe('must be a list');
		expect(complaint(field, ['https://example.com'])).toBe('Callback 1 > must be an object');
	});
});
