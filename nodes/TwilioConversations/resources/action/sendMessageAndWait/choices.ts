import { InvalidValue } from '../../../../shared/fields/field';

/**
 * What cannot be seen in a text, or only tells how a sign is drawn: direction marks and joiners, the dot
 * that İ leaves in lower case, and of emojis the variant, the frame of a digit and the tone of the skin.
 */
const UNSEEN = /\p{Cf}|\p{Emoji_Modifier}|[\u{FE0E}\u{FE0F}]|\u{20E3}|(?<=i)\u{307}/gu;

/**
 * What counts of an answer: neither case nor punctuation nor blanks around words do. An answer without
 * words, e.g. a thumb, counts by its signs.
 */
function keyOf(answer: string): string {
	const lower = answer.normalize('NFKC').toLowerCase();
	// By way of upper case, where ß is SS and ı is I.
	const folded = lower.toUpperCase().toLowerCase();
	const text = folded.normalize('NFKC').replace(UNSEEN, '');
	const words = text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu);
	if (words !== null) return words.join(' ');
	const signs = text.replace(/[\s\p{P}]/gu, '');
	return signs === '' ? text.replace(/\s/g, '') : signs;
}

/** @throws InvalidValue when two choices could not be told apart */
export function checkChoices(choices: readonly string[], place: readonly string[]): void {
	const seen = new Map<string, string>();
	for (const choice of choices) {
		const same = seen.get(keyOf(choice));
		if (same !== undefined) {
			throw new InvalidValue(
				`has two that read the same: "${same}" and "${choice}"`,
				'Case and punctuation of an answer do not count. Enter choices that differ in their words.',
				place,
			);
		}
		seen.set(keyOf(choice), choice);
	}
}

/**
 * Finds the choice that an answer means.
 *
 * @returns it as it was entered; undefined where the answer is none of them
 */
export function choiceOf(answer: string, choices: readonly string[]): string | undefined {
	const key = keyOf(answer);
	return key === '' ? undefined : choices.find((choice) => keyOf(choice) === key);
}
