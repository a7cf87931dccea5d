/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
/**
 * @returns `Stopped`, and the time limit if that was the reason: `Stopped after the time limit of 3
 *   s`
 */
export function whyStopped({ reason }: AbortSignal): string {
	const { name, message } = Object(reason);
	return name === 'TimeoutError' ? `Stopped after ${message}` : 'Stopped';
}

/**
 * A signal that aborts with another one, or after a time. With `AbortSignal.any`, the timer would
 * be garbage-collected (Node.js 20).
 *
 * @param seconds after which it aborts by itself, with a TimeoutError like that of
 *   `AbortSignal.timeout`
 */
export function withTimeLimit(signal: AbortSignal, seconds: number): AbortSignal {
	const limit = new AbortController();
	const follow = () => limit.abort(signal.reason);
	const timer = setTimeout(
		() => limit.abort(new DOMException(`the time limit of ${seconds} s`, 'TimeoutError')),
		seconds * 1000,
	).unref();
	signal.addEventListener('abort', follow, { once: true });
	limit.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
	if (signal.aborted) follow();
	return limit.signal;
}
