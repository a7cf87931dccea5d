import type { IDataObject } from 'n8n-workflow';

import { asFilledText, recordsIn } from './json';

/** Why an address was refused. */
export interface NoAddress {
	/** To follow the name of the field: "has no country code". */
	readonly complaint: string;
	readonly hint: string;
}

/** Prefix of an address, e.g. `whatsapp:+15017122661` (Twilio docs, Orchestrator channels). */
const SCHEME = /^(whatsapp|rcs|sms|tel):/i;

/** Channels whose numeric addresses are telephone numbers. */
export const TELEPHONE_CHANNELS = new Set(['SMS', 'VOICE', 'WHATSAPP', 'RCS']);

/** Direction marks and other zero-width characters, which address books add. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Arabic and Persian digits; those of full width become plain ones by normalisation. */
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Digits with the usual separators: blanks, brackets, dots, dashes or slashes. */
const LOOKS_LIKE_A_NUMBER = /^\+?[\d\s().\-\u2010-\u2015\u2212/]+$/;
const SEPARATORS = /[\s().\-\u2010-\u2015\u2212/]/g;

/** Short codes have at most 6 digits in most countries; a number with an area code has more. */
export const SHORTEST_NUMBER = 7;

/** E.g. `US.13491208655302741918` (Meta docs, business-scoped user IDs). */
const WHATSAPP_USER = /^[a-z]{2}\.(?:ENT\.)?[a-z\d]{1,128}$/i;

/** Whether this, without its scheme, stands for somebody who has a name on WhatsApp and hides the number. */
export function isWhatsAppUser(address: string): boolean {
	return WHATSAPP_USER.test(address);
}

/** An address without its notation: no blanks, dashes or brackets in a number. */
interface Parts {
	/** In lower case, with its colon; empty if there is none. */
	readonly scheme: string;
	readonly rest: string;
	readonly isNumber: boolean;
}

/** Takes an address apart. */
export function split(entered: string): Parts {
	const address = entered.replace(INVISIBLE, '').trim();
	const scheme = SCHEME.exec(address)?.[0] ?? '';
	const rest = address.slice(scheme.length).trim();
	const number = withPlainDigits(rest);
	const isNumber = LOOKS_LIKE_A_NUMBER.test(number) && /\d/.test(number);
	return {
		scheme: scheme.toLowerCase(),
		rest: isNumber ? number.replace(SEPARATORS, '') : rest,
		isNumber,
	};
}

function withPlainDigits(text: string): string {
	return text
		.normalize('NFKC')
		.replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * Normalises an address that a person entered: telephone numbers become E.164, WhatsApp addresses
 * get their scheme, and everything else (short codes, alphanumeric senders, chat identities) stays.
 *
 * @param entered e.g. `+1 (501) 712-2661`
 * @param channel as the API writes it; undefined if it is not known
 * @returns e.g. `+15017122661`, or what is wrong with the address
 */
export function readAddress(entered: string, channel: string | undefined): string | NoAddress {
	if (channel !== undefined && !TELEPHONE_CHANNELS.has(channel)) return entered.trim();
	const { scheme, rest, isNumber } = split(entered);
	if (!isNumber) {
		return channel === 'WHATSAPP' && isWhatsAppUser(rest) ? `whatsapp:${rest}` : `${scheme}${rest}`;
	}
	if (/\(0\)/.test(entered)) {
		return {
			complaint: `has a zero in brackets: "${entered.trim()}"`,
			hint: 'Leave the zero out after the country code, e.g. +44 20 7946 0000.',
		};
	}
	const digits = rest.replace(/\+/g, '');
	if (!rest.startsWith('+') && digits.length >= SHORTEST_NUMBER) {
		return {
			complaint: `has no country code: "${entered.trim()}"`,
			hint: 'Enter the number with + and the country code, e.g. +15017122661. Twilio would take it for another address otherwise.',
		};
	}
	return channel === 'WHATSAPP' ? `whatsapp:${rest}` : `${scheme}${rest}`;
}

/** Several numbers or e-mail addresses in one field: they would be taken for a single one. */
const SEVERAL = /\d\s*[,;\r\n]\s*\D*\d|\+\d[^+]*\+\d|@[^@\s,;]+[\s,;]+[^@]*@/;

/** @returns whether a text has several telephone numbers or e-mail addresses in it */
export function hasSeveral(entered: string): boolean {
	return SEVERAL.test(entered);
}

/**
 * A key to compare addresses by: ignores notation, scheme and case.
 *
 * @param address e.g. `whatsapp:+15017122661` or `+1 (501) 712-2661`
 * @returns an empty text if there is no address
 */
export function addressKey(address: string): string {
	const { rest, isNumber } = split(address);
	return isNumber ? rest.replace(/\+/g, '') : rest.toLowerCase();
}

/**
 * Whether a text can only be meant as a telephone number, e.g. where an ID is asked for.
 *
 * @param entered e.g. `+1 (501) 712-2661`, `whatsapp:+15017122661`
 */
export function isTelephoneNumber(entered: string): boolean {
	const { rest, isNumber } = split(entered);
	return isNumber && rest.replace(/\+/g, '').length >= SHORTEST_NUMBER;
}

/**
 * The addresses of a participant, without their channels.
 *
 * @returns e.g. `['+15017122661', 'whatsapp:+15017122661']`
 */
export function addressesIn(addresses: unknown): string[] {
	return recordsIn(addresses)
		.map(({ address }) => asFilledText(address))
		.filter((address) => address !== undefined);
}

/**
 * The addresses of a participant, one line each.
 *
 * @returns e.g. `['+15017122661 SMS']`; the parts that there are
 */
export function addressLines(addresses: IDataObject[string]): string[] {
	return recordsIn(addresses)
		.map(({ channel, address }) => [address, channel].map(asFilledText).filter(Boolean).join(' '))
		.filter((line) => line !== '');
}
