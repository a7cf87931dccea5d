import fc from 'fast-check';

import { idempotencyKey, Rounds } from '../../../nodes/api/idempotency';
import { anyCharacter } from '../../support/anyCharacter';

/** RFC 9562: version 8, variant 10. */
const UUID_V8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const parts = fc.array(fc.string({ unit: anyCharacter }), { maxLength: 4 });

describe('a derived idempotency key', () => {
	it('is a UUID, and the same each time', () => {
		fc.assert(
			fc.property(parts, (list) => {
				expect(idempotencyKey(...list)).toMatch(UUID_V8);
				expect(idempotencyKey(...list)).toBe(idempotencyKey(...[...list]));
			}),
		);
	});

	it('stays the same from one release to the next, or a retry would act twice', () => {
		expect(idempotencyKey('instance', '4711', 'conv_conversation_1')).toBe(
			'c3e830d1-dd6f-8bfd-8b66-ff56bffcdc33',
		);
	});

	it('is another one for other parts', () => {
		fc.assert(
			fc.property(parts, parts, (one, other) => {
				fc.pre(JSON.stringify(one) !== JSON.stringify(other));
				expect(idempotencyKey(...one)).not.toBe(idempotencyKey(...other));
			}),
		);
	});

	it('knows where one part ends and the next begins', () => {
		expect(idempotencyKey('a', 'bc')).not.toBe(idempotencyKey('ab', 'c'));
		expect(idempotencyKey('a', '')).not.toBe(idempotencyKey('a'));
		expect(idempotencyKey('a","b')).not.toBe(idempotencyKey('a', 'b'));
	});
});

describe('the rounds of writes', () => {
	it('takes the same write again for a try, and counts all others', () => {
		const rounds = new Rounds();
		const of = (writes: string, record = 'r') =>
			[...writes].map((write) => rounds.of(record, write));
		expect(of('AABA')).toEqual([0, 0, 1, 2]);
		expect(of('AAB', 'other')).toEqual([0, 0, 1]);
		expect(of('A')).toEqual([2]);
	});

	it('does not grow for ever', () => {
		const rounds = new Rounds();
		rounds.of('first', 'A');
		for (let number = 0; number < 2000; number++) rounds.of(`record ${number}`, 'A');
		expect(rounds.of('record 1999', 'B')).toBe(1);
		expect(rounds.of('first', 'B')).toBe(0);
	});
});
