import fc from 'fast-check';

import {
	checkChoices,
	choiceOf,
} from '../../nodes/TwilioConversations/resources/action/sendMessageAndWait/choices';

describe('a choice', () => {
	it.each([
		[
			'YES',
			['yes', ' Yes! ', '"yes"', '(yes)', 'yes 👍', '\u200eyes\u200f', 'y\u200bes', 'ｙｅｓ'],
		],
		['Sí', ['SÍ', 'si\u0301.', '¡Sí!']],
		['Weiß', ['WEISS', 'weiß']],
		['HAYIR', ['hayır', 'Hayır.']],
		['İptal', ['iptal', 'İPTAL']],
		['Yes, please', ['yes please', 'YES - PLEASE']],
		['1', ['1.', '①', '1️⃣', '(1)']],
		['👍', ['👍', '👍🏽', '👍🏿!', ' 👍️ ']],
		['❤️', ['❤', '❤️', '❤️.']],
		['हाँ', ['हाँ', 'हाँ।']],
		['?', ['?', ' ? ']],
	])('%s is meant by what reads the same', (choice, answers) => {
		for (const answer of answers)
			expect([answer, choiceOf(answer, [choice])]).toEqual([answer, choice]);
	});

	it.each([
		['YES', ['', ' ', 'yes please', 'no', 'yesno', 'ye s', '!', '👍']],
		['✔️', ['⚠️', '✖️', '\ufe0f', '']],
		['👍', ['👎', '👎🏽', '', '🏽', '!']],
		['1', ['10', '11', '-', '2']],
		['?', ['!', '']],
		['\u200b', ['', '\u200b']],
	])('%s is not meant by anything else', (choice, answers) => {
		for (const answer of answers)
			expect([answer, choiceOf(answer, [choice])]).toEqual([answer, undefined]);
	});

	it('is meant by itself, in upper and in lower case', () => {
		const texts = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((text) => /[\p{L}\p{N}\p{P}]/u.test(text));
		fc.assert(
			fc.property(texts, (choice) => {
				for (const answer of [choice, choice.toUpperCase(), choice.toLowerCase()]) {
					expect(choiceOf(answer, [choice])).toBe(choice);
				}
			}),
		);
	});

	it.each([
		['YES', 'yes!'],
		['A+', 'A-'],
		['👍', '👍🏽'],
	])('is not offered beside one that reads the same: %s and %s', (...choices) => {
		expect(() => checkChoices(choices, [])).toThrow('has two that read the same');
	});

	it('is offered beside another emoji', () => {
		expect(() => checkChoices(['❤️', '☀️', '✔️', '⚠️', '1️⃣', '2️⃣'], [])).not.toThrow();
	});
});
