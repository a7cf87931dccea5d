import type { Reply } from './reply';

const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Answers by Idempotency-Key. The same key gives the original answer for 24 hours and does nothing
 * again, whatever the body. Source: Twilio docs, Conversation DELETE: "Submitting the same key
 * returns the original response … 24-hour TTL" (also SDK 6.2, `idempotencyKey`). Only accepted
 * requests are kept: a refused one may be repeated with the same key.
 */
export class IdempotencyCache {
	private answers = new Map<string, { at: number; reply: Reply }>();

	constructor(private readonly now: () => number) {}

	find(key: string): Reply | undefined {
		const answer = this.answers.get(key);
		if (!answer) return undefined;
		if (this.now() - answer.at < KEPT_MS) return answer.reply;
		this.answers.delete(key);
		return undefined;
	}

	keep(key: string, reply: Reply): void {
		this.answers.set(key, { at: this.now(), reply });
	}

	clear(): void {
		this.answers.clear();
	}
}
