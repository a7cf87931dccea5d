import {
	hasSeveral,
	isWhatsAppUser,
	type NoAddress,
	readAddress,
	SHORTEST_NUMBER,
	split,
	TELEPHONE_CHANNELS,
} from './address';

/** The most digits of a telephone number (ITU-T E.164). */
const LONGEST_NUMBER = 15;

/** What stands before an address of these channels; the others have none. */
const SCHEMES: Readonly<Record<string, string>> = { WHATSAPP: 'whatsapp:', RCS: 'rcs:' };

/** @returns the channel that stands before an address, as the API writes it; undefined without one */
export function channelNamedIn(entered: string): string | undefined {
	const { scheme } = split(entered);
	return Object.keys(SCHEMES).find((channel) => SCHEMES[channel] === scheme);
}

/** A name that a company sends from, instead of a number (Twilio docs, alphanumeric sender ID). */
const SENDER_NAME = /^(?=.*[a-z])[a-z\d &+_-]{1,11}$/i;

/** What stands for a number on these channels. A caller may be e.g. `anonymous`. */
const NAMES: Readonly<Record<string, RegExp>> = {
	RCS: /^[^\s@]+$/,
	SMS: SENDER_NAME,
	VOICE: SENDER_NAME,
};

/** Ends of a call that have no number (Twilio docs, Voice). */
const CALL_END = /^(?:sips?|client):\S+$/i;

/**
 * Reads the address of somebody who takes part, or whom messages go to or come from. Twilio takes any
 * text for one, and finds out only later that nobody has it.
 *
 * @param entered as `readAddress`
 * @param channel as the API writes it
 * @param isRecipient of a message: those are reached at telephone numbers; everybody else may have a
 *   short code or a name
 * @returns as `readAddress`
 */
export function readReachable(
	entered: string,
	channel: string,
	isRecipient: boolean,
): string | NoAddress {
	const isCallEnd = channel === 'VOICE' && CALL_END.test(entered.trim());
	if (isCallEnd || !TELEPHONE_CHANNELS.has(channel)) return entered.trim();
	if (hasSeveral(entered)) {
		return {
			complaint: `has several addresses: "${entered}"`,
			hint: 'Enter one of them: each address has a row or an item of its own.',
		};
	}
	const { scheme } = split(entered);
	if (scheme !== '' && scheme !== SCHEMES[channel]) {
		return {
			complaint: `has "${scheme}" before it, which is not of this channel: "${entered.trim()}"`,
			hint: 'Choose the channel that it belongs to, or enter the number alone, e.g. +15017122661.',
		};
	}
	const read = readAddress(entered, channel);
	return typeof read === 'string' ? (noNumber(read, channel, isRecipient) ?? read) : read;
}

function noNumber(address: string, channel: string, isRecipient: boolean): NoAddress | undefined {
	const { scheme, rest, isNumber } = split(address);
	const isWhole = rest.startsWith('+');
	const digits = rest.replace(/\+/g, '').length;
	if (isNumber && (digits > LONGEST_NUMBER || (isWhole && digits < SHORTEST_NUMBER))) {
		return {
			complaint: `has ${digits} digits, which no telephone number has: "${address}"`,
			hint: 'Enter one number with + and the country code, e.g. +15017122661.',
		};
	}
	if (isNumber && isWhole) return undefined;
	if (channel === 'WHATSAPP' && isWhatsAppUser(rest)) return undefined;
	// Whoever writes "rcs:" before a name knows what it is.
	const name = !isRecipient || scheme === 'rcs:' ? NAMES[channel] : undefined;
	if (name !== undefined && !isWhole && (isNumber || name.test(rest))) return undefined;
	return {
		complaint: `is no telephone number: "${address}"`,
		hint: 'Enter the number with + and the country code, e.g. +15017122661, or choose the channel that the address belongs to.',
	};
}
