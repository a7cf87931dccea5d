/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/**
 * A signal that follows another, and a time. `AbortSignal.any` would lose the time to the garbage
 * collector (Node.js 20).
 *
 * @param seconds after which it aborts by itself
 */
export function withTimeLimit(signal: AbortSignal, seconds: number): AbortSignal {
	const limit = new AbortController();
	const end = () => limit.abort();
	setTimeout(end, seconds * 1000).unref();
	signal.addEventListener('abort', end, { once: true });
	if (signal.aborted) end();
	return limit.signal;
}
