import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 } as const;
const CHARACTERS = 0x110000 - SURROGATES.count;

/**
 * Any character of Unicode, as unit of `fc.string`. It draws the same ones as fast-check's own unit
 * `binary`, which first makes a table of all 1.1 million: that takes a second or more in each suite.
 */
export const anyCharacter = fc.nat(CHARACTERS - 1).map(
	(index) => String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.count),
	(character) => {
		if (typeof character !== 'string' || !/^\P{Cs}$/su.test(character)) {
			throw new Error('It is not one character');
		}
		const code = character.codePointAt(0) ?? 0;
		return code < SURROGATES.from ? code : code - SURROGATES.count;
	},
);
