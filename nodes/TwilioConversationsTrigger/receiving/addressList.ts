import { addressKey } from '../../api/address';

/** A telephone number has 15 digits at most (ITU-T E.164). */
const MAX_DIGITS = 15;

/** A group with this many digits is rarely a part of a number: two such groups are two numbers. */
const WHOLE_NUMBER = 7;

/** A key to compare addresses by. An address that cannot be read is compared as text. */
export function keyOf(address: string): string {
	return addressKey(address) || address.trim().toLowerCase();
}

/**
 * Splits a list of addresses as people enter it: at commas, semicolons, blanks or new lines.
 *
 * @param entered e.g. `+1 (501) 712-2661; whatsapp:+15017122661`
 * @returns `keyOf` of each address
 */
export function addressKeys(entered: string): Set<string> {
	const lines = entered.split(/[,;\r\n]+/).filter((line) => line.trim() !== '');
	// The name of a sender may contain blanks, so each line is also taken as one address.
	return new Set([...lines, ...lines.flatMap(splitAtBlanks)].map(keyOf));
}

/** A blank may separate two addresses or be part of a number. */
function splitAtBlanks(line: string): string[] {
	const addresses: string[] = [];
	for (const word of line.trim().split(/\s+/)) {
		const last = addresses.at(-1);
		if (last !== undefined && goesOn(last, word))
			addresses[addresses.length - 1] = `${last} ${word}`;
		else addresses.push(word);
	}
	return addresses;
}

/** Whether a word continues the address before it. */
function goesOn(address: string, word: string): boolean {
	if (address.endsWith(':')) return true;
	const number = address.replace(/^[a-z]+:/i, '');
	if (/[^\d\s()./+-]/.test(number) || /[^\d()./-]/.test(word)) return false;
	const [before, after] = [digitsOf(number), digitsOf(word)];
	const areBothWhole = before >= WHOLE_NUMBER && after >= WHOLE_NUMBER;
	return before + after <= MAX_DIGITS && !areBothWhole;
}

function digitsOf(text: string): number {
	return text.replace(/\D/g, '').length;
}
