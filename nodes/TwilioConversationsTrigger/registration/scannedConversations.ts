import type { IHookFunctions } from 'n8n-workflow';

/** Conversations that were found not to have the URL of a test, by that URL. */
const scanned = new Map<string, Set<string>>();

/**
 * A test is over in minutes, so what it found out about thousands of conversations need not be asked
 * again when its URL is taken out.
 *
 * @returns undefined in production, where what was found out months ago says nothing
 */
export function beginScan(context: IHookFunctions, url: string): Set<string> | undefined {
	if (context.getMode() !== 'manual') return undefined;
	const ids = new Set<string>();
	scanned.set(url, ids);
	return ids;
}

/** @returns what was found out, once */
export function takeScan(url: string): Set<string> | undefined {
	const ids = scanned.get(url);
	scanned.delete(url);
	return ids;
}
