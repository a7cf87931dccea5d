import type { INodePropertyRegexValidation } from 'n8n-workflow';

import {
	idField,
	resourceLocatorField,
	optionalId,
} from '../../../../nodes/shared/fields/resourceLocator';
import { complaint, parse } from '../parsing';

const picked = (value: unknown, mode = 'id') => ({ __rl: true, mode, value });
const field = resourceLocatorField('conversationId', 'Conversation', {
	searchListMethod: 'searchConversations',
	example: 'conv_conversation_1',
});
const plain = idField('operationId', 'Operation ID', {});
const optional = optionalId(field);

describe('an id', () => {
	it.each(['conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2', 'PROC-job.1', 'a', '%2e', 'a..b'])(
		'is taken as it is: %j',
		(id) => {
			for (const entered of [id, ` ${id}\n`, picked(id), picked(id, 'list'), picked(` ${id} `)]) {
				for (const each of [field, plain, optional]) expect(parse(each, entered)).toBe(id);
			}
		},
	);

	it.each([
		'"conv_1"',
		"'conv_1'",
		'“conv_1”',
		' "conv_1"\n',
		'["conv_1"]',
		['conv_1'],
		[' conv_1 '],
		picked(['conv_1']),
		'{"__rl":true,"mode":"id","value":"conv_1"}',
		'{"__rl":true,"mode":"list","value":["conv_1"]}',
		picked('{"__rl":true,"mode":"id","value":"conv_1"}'),
		'"\\"conv_1\\""'.replace(/\\/g, ''),
	])('is understood in what people and models wrap it in: %j', (entered) => {
		for (const each of [field, plain, optional]) expect(parse(each, entered)).toBe('conv_1');
	});

	it.each(['""', '[]', '[""]', '{"__rl":true,"mode":"id","value":""}', picked('" "')])(
		'is empty when it is nothing in a wrapping: %j',
		(entered) => {
			expect(complaint(field, entered)).toBe('is empty');
			expect(parse(optional, entered)).toBeUndefined();
		},
	);

	it('may be a number, as an expression gives it', () => {
		for (const each of [field, plain, optional]) {
			expect(parse(each, 4711)).toBe('4711');
			expect(parse(each, picked(0))).toBe('0');
		}
	});

	it.each([
		'conv/../other',
		'/',
		'conv?x=1',
		'conv#x',
		'conv\\x',
		'two words',
		'two\tparts',
		'.',
		'..',
		'...',
		'\ud83d',
		'https://conversations.twilio.com/v2/Conversations/conv_1',
		// Leftovers of mistakes: an object as text, an unresolved expression, half a list.
		'[object Object]',
		'{{ $json.id }}',
		'["conv 1"',
	])('is refused: %j', (id) => {
		for (const each of [field, plain, optional]) {
			expect(complaint(each, id)).toBe(`is no ID: "${id}"`);
			expect(complaint(each, picked(id))).toBe(`is no ID: "${id}"`);
		}
	});

	it.each(['', '  ', null, undefined])('is empty when it is %j', (value) => {
		for (const entered of [value, picked(value), picked(value, 'list')]) {
			expect(complaint(field, entered)).toBe('is empty');
			expect(complaint(plain, entered)).toBe('is empty');
			expect(parse(optional, entered)).toBeUndefined();
		}
	});

	it('is empty when it is an empty list', () => {
		expect(complaint(field, [])).toBe('is empty');
	});

	it.each([
		[{}],
		[['conv_1', 'conv_2']],
		['["conv_1","conv_2"]'],
		[{ id: 'conv_1' }],
		[picked({})],
	])('is not %j', (value) => {
		expect(complaint(field, value)).toMatch(/^is no ID: /);
	});
});

const isRegex = (rule: object): rule is INodePropertyRegexValidation => 'properties' in rule;

describe('the picker of an id', () => {
	it.each([
		['needed', field, false],
		['optional', optional, true],
	])('checks in the editor what is checked when it runs, %s', (_, { property }, mayBeEmpty) => {
		const rules = property.modes?.find(({ name }) => name === 'id')?.validation ?? [];
		const [regex] = rules.filter(isRegex).map(({ properties }) => properties.regex);
		expect('conv_1').toMatch(new RegExp(regex));
		expect(' conv_1 ').toMatch(new RegExp(regex));
		for (const id of ['a b', 'a/b', 'a?b', 'a#b', 'a\\b']) {
			expect(id).not.toMatch(new RegExp(regex));
		}
		for (const nothing of ['', ' ']) expect(new RegExp(regex).test(nothing)).toBe(mayBeEmpty);
	});

	it('is asked for, unless it may be left out', () => {
		expect(field.property.required).toBe(true);
		expect(plain.property.required).toBe(true);
		expect(optional.property.required).toBeFalsy();
	});
});
