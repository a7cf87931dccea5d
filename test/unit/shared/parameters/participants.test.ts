import fc from 'fast-check';

import { asJson } from '../../../../nodes/shared/fields/asJson';
import { participants } from '../../../../nodes/shared/parameters/participants';
import { complaint, parse, sent } from '../parsing';

const twin = asJson(participants, '[]');
const address = { channel: 'SMS', address: '+15017122661' };
const people = (count: number) => Array.from({ length: count }, () => ({ addresses: [address] }));

interface Person {
	addresses?: Array<Record<string, string>>;
	name?: string;
	profileId?: string;
	type?: string;
}

/** The same participants as the editor stores them. */
const inEditor = (list: Person[]) => ({
	values: list.map(({ addresses, ...person }) => ({
		...person,
		...(addresses !== undefined && { addresses: { values: addresses } }),
	})),
});

const word = fc.stringMatching(/^\S(.{0,20}\S)?$/);
/** An address as it is sent, with its channel. */
const end = fc.oneof(
	fc.record({
		channel: fc.constantFrom('CHAT', 'RCS', 'VIDEO'),
		address: fc.stringMatching(/^[a-z]\w{0,20}$/),
	}),
	fc.record({
		channel: fc.constantFrom('RCS', 'SMS', 'VOICE'),
		address: fc.stringMatching(/^\+[1-9]\d{9,13}$/),
	}),
	fc.record({
		channel: fc.constant('WHATSAPP'),
		address: fc.stringMatching(/^whatsapp:\+[1-9]\d{9,13}$/),
	}),
);
const person: fc.Arbitrary<Person> = fc.record(
	{
		name: word,
		profileId: word,
		type: fc.constantFrom('AGENT', 'AI_AGENT', 'CUSTOMER', 'HUMAN_AGENT', 'UNKNOWN'),
		addresses: fc.array(
			end.chain((address) =>
				fc
					.record({ channelId: word }, { requiredKeys: [] })
					.map((more) => ({ ...address, ...more })),
			),
			{ minLength: 1, maxLength: 4 },
		),
	},
	{ requiredKeys: [] },
);

describe('participants', () => {
	it('are the same from the editor, a list and JSON text, and nothing is lost or added', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), (list) => {
				const forms = [inEditor(list), list, JSON.stringify(list), JSON.stringify(inEditor(list))];
				for (const entered of forms) {
					expect(JSON.parse(sent(participants, entered) ?? '')).toEqual(list);
					expect(JSON.parse(sent(twin, entered) ?? '')).toEqual(list);
				}
			}),
		);
	});

	it.each([undefined, null, '', ' ', {}, { values: [] }, { values: null }, '{}'])(
		'are left out when they are %j',
		(value) => {
			expect(parse(participants, value)).toBeUndefined();
			expect(parse(twin, value)).toBeUndefined();
		},
	);

	it('can be none on purpose, as a list in JSON', () => {
		expect(parse(twin, [])).toEqual([]);
		expect(parse(twin, '[]')).toEqual([]);
		expect(parse(participants, [])).toBeUndefined();
	});

	it('leave out what the editor shows and nobody filled in', () => {
		const row = { name: '', profileId: '', type: 'CUSTOMER', addresses: {} };
		expect(parse(participants, { values: [row] })).toEqual([{ type: 'CUSTOMER' }]);
	});

	it('may carry as JSON what Twilio adds later', () => {
		const entered = [{ addresses: [{ ...address, region: 'ie1' }], mood: 'good' }];
		expect(parse(twin, JSON.stringify(entered))).toEqual(entered);
	});

	it('can be written back as Twilio returned them: its nulls are left out', () => {
		const returned = [
			{
				name: null,
				profileId: null,
				type: 'CUSTOMER',
				addresses: [{ ...address, channelId: null, region: null }],
			},
		];
		const expected = [{ type: 'CUSTOMER', addresses: [address] }];
		for (const entered of [returned, JSON.stringify(returned)]) {
			for (const field of [participants, twin]) expect(parse(field, entered)).toEqual(expected);
		}
	});

	it('may have words in JSON that we do not know, and none in a form', () => {
		const entered = [{ type: 'SUPERVISOR', addresses: [{ channel: 'EMAIL', address: 'a@b' }] }];
		expect(parse(twin, JSON.stringify(entered))).toEqual(entered);
		expect(parse(participants, entered)).toEqual(entered);
		expect(complaint(participants, inEditor(entered))).toMatch(/must be one of AGENT/);
	});

	it('keep an empty name in JSON, and have none where a cell is empty', () => {
		expect(parse(twin, '[{ "name": "" }]')).toEqual([{ name: '' }]);
		expect(parse(participants, { values: [{ name: '' }] })).toEqual([{}]);
	});

	it('take the words of the API in any case', () => {
		const entered = [
			{ type: 'ai_agent', addresses: [{ channel: 'sms', address: '+15017122661' }] },
		];
		expect(parse(participants, entered)).toEqual([{ type: 'AI_AGENT', addresses: [address] }]);
	});

	it('cannot reach the prototype of anything', () => {
		const json = `[{"__proto__":{"polluted":true},"addresses":[${JSON.stringify(address)}]}]`;
		expect(JSON.parse(sent(twin, json) ?? '')).toEqual(JSON.parse(json));
		expect({}).not.toHaveProperty('polluted');
	});

	it('are 50 at most, with as many addresses as Twilio takes', () => {
		expect(parse(participants, people(50))).toHaveLength(50);
		expect(parse(participants, inEditor(people(50)))).toHaveLength(50);
		expect(complaint(participants, people(51))).toBe('has 51 entries, the most is 50');
		expect(complaint(participants, inEditor(people(51)))).toBe('has 51 entries, the most is 50');
		const many = (count: number) => [{ addresses: Array.from({ length: count }, () => address) }];
		expect(parse(participants, many(51))).toEqual(many(51));
	});
});

describe('what is wrong with participants', () => {
	it.each([
		[
			{ values: [{}, { type: 'BOSS' }] },
			'Participant 2 > Type > must be one of AGENT, AI_AGENT, CUSTOMER,',
		],
		[[{ type: '' }], 'Participant 1 > Type > is empty'],
		[
			[{ addresses: [{ address: '+1' }] }],
			'Participant 1 > Addresses > Address 1 > Channel > is empty',
		],
		[
			[{}, {}, { addresses: [address, { channel: 'SMS', address: ' ' }] }],
			'Participant 3 > Addresses > Address 2 > Address > is empty',
		],
		[
			inEditor([{ addresses: [{ channel: 'EMAIL', address: 'a@b' }] }]),
			'Participant 1 > Addresses > Address 1 > Channel > must be one of CHAT, RCS,',
		],
		[
			[{ addresses: [{ channel: 'SMS', address: '15017122661' }] }],
			'Participant 1 > Addresses > Address 1 > Address > has no country code',
		],
		[[{ name: { first: 'N' } }], 'Participant 1 > Name > must be text'],
		[['Nathan'], 'Participant 1 > must be an object'],
		[[null], 'Participant 1 > must be an object'],
		['[{"name": "N"', 'is not valid JSON'],
		['Nathan', 'must be a list'],
		[7, 'must be a list'],
		[{ name: 'Nathan', addresses: [address] }, 'must be a list'],
		[[{ addresses: address }], 'Participant 1 > Addresses > must be a list'],
		[{ values: {} }, 'must be a list'],
	])('is said with its place: %j', (value, expected) => {
		expect(complaint(participants, value)).toContain(expected);
	});
});
