import { optionsField, multiOptionsField } from '../../../../nodes/shared/fields/options';
import { complaint, JSON_TEXT, parse } from '../parsing';

const OPTIONS = [
	{ name: 'AI Agent', value: 'AI_AGENT' },
	{ name: 'Customer', value: 'CUSTOMER' },
];
const one = optionsField('type', 'Type', OPTIONS);
const many = multiOptionsField('status', 'Status', OPTIONS);

describe('a dropdown', () => {
	it.each(['AI_AGENT', 'ai_agent', ' Ai_Agent '])('takes %j, as the API writes it', (value) => {
		expect(parse(one, value)).toBe('AI_AGENT');
		expect(parse(many, [value])).toEqual(['AI_AGENT']);
	});

	it.each(['', ' ', null, undefined])('is left out when it is %j', (value) => {
		expect(parse(one, value)).toBeUndefined();
		expect(parse(many, value)).toBeUndefined();
	});

	it.each(['AI Agent', 'AGENT', 'constructor', 7, true])('refuses %j with the words', (value) => {
		expect(complaint(one, value)).toBe('must be one of AI_AGENT, CUSTOMER');
		expect(complaint(many, ['CUSTOMER', value])).toBe('must be one of AI_AGENT, CUSTOMER');
	});

	it('lets words through in JSON that the API may have and we do not know', () => {
		expect(parse(one, ' SUPERVISOR ', JSON_TEXT)).toBe('SUPERVISOR');
		expect(parse(one, 'customer', JSON_TEXT)).toBe('CUSTOMER');
		expect(complaint(one, '', JSON_TEXT)).toBe('is empty');
		expect(complaint(one, {}, JSON_TEXT)).toBe('must be text');
	});

	it('refuses what is no word', () => {
		expect(complaint(one, {})).toBe('must be text');
		expect(complaint(many, [['CUSTOMER']])).toBe('must be text');
	});

	it('may have an option for none of them, which is no word of the API', () => {
		const maybe = optionsField('type', 'Type', [{ name: '(Any)', value: '' }, ...OPTIONS]);
		expect(maybe.property.default).toBe('');
		expect(parse(maybe, '')).toBeUndefined();
		expect(complaint(maybe, 'BOSS')).toBe('must be one of AI_AGENT, CUSTOMER');
	});

	it('begins with the first, unless another is named', () => {
		expect(one.property.default).toBe('AI_AGENT');
		expect(optionsField('type', 'Type', OPTIONS, { initial: 'CUSTOMER' }).property.default).toBe(
			'CUSTOMER',
		);
	});
});

describe('a dropdown with multiple choices', () => {
	it('are the same from the editor, commas, pasted lines and JSON text', () => {
		for (const value of [
			['AI_AGENT', 'CUSTOMER'],
			'ai_agent, customer',
			'ai_agent\r\ncustomer\n',
			'["AI_AGENT","CUSTOMER"]',
		]) {
			expect(parse(many, value)).toEqual(['AI_AGENT', 'CUSTOMER']);
		}
		expect(parse(many, [])).toBeUndefined();
		expect(complaint(many, '["AI_AGENT"')).toBe('is not valid JSON');
	});
});
