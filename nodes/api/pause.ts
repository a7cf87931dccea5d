/** After a refusal in a steady flow: so many requests' time, for the server to have room again. */
const PAUSE_REQUESTS = 3;
const LONG_PAUSE_MS = 100;

/** While everything is refused: half an answer's time, then twice as long each time, up to this. */
const PAUSE_SHARE = 0.5;
const MAX_PAUSE_MS = 1000;
/** A server that names a longer time is believed, within reason. */
const MAX_NAMED_PAUSE_MS = 30_000;

/** What is known when a request was refused. */
export interface Refusal {
	/** How long an answer takes, in milliseconds. */
	readonly answerMs: number;
	/** The pace, where the limit is one per second. */
	readonly perSecond: number | undefined;
	/** Refusals with nothing taken in between; 0 for the first. */
	readonly inARow: number;
}

/**
 * How long nothing is sent after a refusal.
 *
 * @param namedMs how long the server asks to wait, if it says
 * @returns milliseconds
 */
export function pauseAfter({ answerMs, perSecond, inARow }: Refusal, namedMs = 0): number {
	if (inARow === 0) {
		if (perSecond === undefined) return 0;
		const request = 1000 / perSecond;
		return Math.max(request, Math.min(PAUSE_REQUESTS * request, LONG_PAUSE_MS));
	}
	const longest = Math.max(MAX_PAUSE_MS, Math.min(namedMs, MAX_NAMED_PAUSE_MS));
	return Math.min(longest, PAUSE_SHARE * answerMs * 2 ** (inARow - 1));
}
