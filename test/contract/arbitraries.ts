import fc from 'fast-check';

/** How often each property is checked. */
export const RUNS = { numRuns: 100 };

/** Text that is not blank, and no expression to n8n. */
export const text = (maxLength = 30) =>
	fc
		.string({ minLength: 1, maxLength, unit: 'grapheme' })
		.filter((value) => value.trim() !== '' && !value.startsWith('='));

/** Text without blanks around it, for IDs, SIDs and keys. */
export const word = (maxLength = 30) =>
	text(maxLength)
		.map((value) => value.trim())
		.filter((value) => !value.startsWith('='));

/** An id, whatever its form: Twilio documents examples, not a pattern. */
export const id = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.~-]{0,30}[A-Za-z0-9])?$/);

const channel = fc.constantFrom('CHAT', 'RCS', 'SMS', 'VIDEO', 'VOICE', 'WHATSAPP');

/** An object that may lack any of the members. */
export const some = <Members extends object>(members: {
	[K in keyof Members]: fc.Arbitrary<Members[K]>;
}) => fc.record(members, { requiredKeys: [] });

/** An address as a user may enter it, and as it has to be sent. */
interface Notation {
	entered: string;
	sent: string;
}

const asWritten = fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0', '\u2011', '/');

/** A telephone number in one of many notations; sent as E.164. */
export const number: fc.Arbitrary<Notation> = fc
	.tuple(fc.stringMatching(/^[1-9]\d{9,13}$/), asWritten)
	.map(([digits, between]) => ({
		sent: `+${digits}`,
		entered: ` +${digits[0]}${between}(${digits.slice(1, 4)})${between}${digits.slice(4)}\n`,
	}));

const asItIs = (address: fc.Arbitrary<string>): fc.Arbitrary<Notation> =>
	address.map((sent) => ({ entered: `${sent} `, sent }));

const SHORT_CODE = asItIs(fc.stringMatching(/^\d{3,6}$/));
const SENDER = asItIs(fc.stringMatching(/^[A-Z][A-Za-z]{2,10}$/));
const telephone = fc.oneof(number, SHORT_CODE, SENDER);

const ADDRESSES: Readonly<Record<string, fc.Arbitrary<Notation>>> = {
	CHAT: asItIs(word()),
	RCS: fc.oneof(number, asItIs(fc.stringMatching(/^rcs:[a-z_]{1,20}$/))),
	SMS: telephone,
	VIDEO: asItIs(word()),
	VOICE: telephone,
	WHATSAPP: fc
		.tuple(number, fc.constantFrom('', 'whatsapp:', 'WhatsApp: '))
		.map(([{ entered, sent }, scheme]) => ({
			entered: `${scheme}${entered}`,
			sent: `whatsapp:${sent}`,
		})),
};

/** A channel with a matching address. */
export const reachable = (channels = channel) =>
	channels.chain((name) => ADDRESSES[name].map((notation) => ({ channel: name, ...notation })));
