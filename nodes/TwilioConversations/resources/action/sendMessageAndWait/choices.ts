import { InvalidValue } from '../../../../shared/fields/field';

/**
 * What counts of an answer: neither case nor punctuation nor blanks around words do. An answer that is
 * nothing but signs, e.g. a thumb, counts as it stands.
 */
function keyOf(answer: string): string {
	const text = answer.normalize('NFKC').toLowerCase();
	const words = text.match(/[\p{L}\p{M}\p{N}]+/gu);
	return words === null ? text.replace(/\s/g, '') : words.join(' ');
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
	return choices.find((choice) => keyOf(choice) === keyOf(answer));
}
