import { jsonField } from '../../../../nodes/shared/fields/json';
import { complaint, parse } from '../parsing';

const settings = jsonField('settings', 'Settings', '{ "a": 1 }');

describe('an object that only the API knows', () => {
	it('is taken as it is, as JSON text or as an object', () => {
		const value = { a: 1, deep: { list: [null, true] } };
		expect(parse(settings, value)).toEqual(value);
		expect(parse(settings, JSON.stringify(value))).toEqual(value);
	});

	it.each([undefined, null, '', ' '])('is left out when it is %j', (value) => {
		expect(parse(settings, value)).toBeUndefined();
	});

	it('is sent empty where it is', () => {
		for (const entered of ['{}', {}]) expect(parse(settings, entered)).toEqual({});
	});

	it.each(['text', 7, [], '[1]'])('is not %j', (value) => {
		expect(complaint(settings, value)).toBe('must be an object');
	});

	it('says where the JSON is broken', () => {
		expect(complaint(settings, '{ "a": ')).toBe('is not valid JSON');
	});
});
