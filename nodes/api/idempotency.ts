import { createHash } from 'crypto';

/**
 * Derives an Idempotency-Key: the same parts give the same key, so a repeated request replays
 * the first answer instead of acting twice. Twilio keeps a key for 24 hours per account and
 * region and asks for a UUID (Twilio API reference, delete-conversation-async).
 *
 * @param parts what makes the request this one, e.g. execution id and conversation id
 * @returns a UUID of version 8 (RFC 9562: made from a hash by a rule of our own)
 */
export function idempotencyKey(...parts: string[]): string {
	const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
	bytes[6] = (bytes[6] & 0x0f) | 0x80;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [8, 12, 16, 20, 32]
		.map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
		.join('-');
}
