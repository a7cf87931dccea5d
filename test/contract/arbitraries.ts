import fc from 'fast-check';

/** How often each property is tried. */
export const RUNS = { numRuns: 100 };

/** Text that the editor would not take for an expression, nor a user for nothing. */
export const text = (maxLength = 30) =>
	fc
		.string({ minLength: 1, maxLength, unit: 'grapheme' })
		.filter((value) => value.trim() !== '' && !value.startsWith('='));

/** An id, whatever its form: Twilio documents examples, not a pattern. */
export const id = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.~-]{0,30}[A-Za-z0-9])?$/);

export const channel = fc.constantFrom('CHAT', 'RCS', 'SMS', 'VIDEO', 'VOICE', 'WHATSAPP');

/** A member that may be left out. */
export const some = <Members extends object>(members: {
	[K in keyof Members]: fc.Arbitrary<Members[K]>;
}) => fc.record(members, { requiredKeys: [] });
