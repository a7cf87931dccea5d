import { requiredUrlField, urlListField } from '../../../../nodes/shared/fields/url';
import { complaint, parse } from '../parsing';

const one = requiredUrlField('url', 'URL', {});
const many = urlListField('mediaUrls', 'Media URLs', {});

describe('URLs', () => {
	it('are taken as they are, without the spaces around them', () => {
		expect(parse(one, ' https://example.com/a?b=1#c ')).toBe('https://example.com/a?b=1#c');
		expect(parse(many, 'https://a.example, http://b.example/x')).toEqual([
			'https://a.example',
			'http://b.example/x',
		]);
	});

	it('may have commas in a JSON list', () => {
		expect(parse(many, '["https://a.example/x,y"]')).toEqual(['https://a.example/x,y']);
	});

	it.each(['example.com', 'ftp://example.com', 'https://', 'https:///x', 'https://a b'])(
		'are not %j',
		(url) => {
			expect(complaint(one, url)).toBe(`is no URL: "${url}"`);
			expect(complaint(many, ['https://a.example', url])).toBe(`is no URL: "${url}"`);
		},
	);

	it('can be left out as a list, and not where one is needed', () => {
		expect(parse(many, ' ')).toBeUndefined();
		expect(complaint(one, ' ')).toBe('is empty');
	});
});
