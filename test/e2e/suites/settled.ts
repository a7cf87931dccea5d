/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../../support/eventually';

const PATIENCE = { timeoutMs: 10_000, intervalMs: 50 };

/**
 * Polls until the browser shows the expected value.
 *
 * @returns the last value read; on a time-out `expect` then shows the difference
 */
export async function settled<T>(expected: T, read: () => Promise<T>): Promise<T> {
	let last: T | undefined;
	await eventually(
		'the browser to show what is expected',
		async () => {
			last = await read();
			return isDeepStrictEqual(last, expected);
		},
		PATIENCE,
	).catch((error: unknown) => {
		if (last === undefined) throw error;
	});
	return last ?? expected;
}
