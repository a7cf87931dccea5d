import type { IHookFunctions } from 'n8n-workflow';

/** IDs of conversations that were found not to have the URL of a test, by that URL. */
const scanned = new Map<string, Set<string>>();

/**
 * A test is over in minutes, so when its URL is removed, the thousands of conversations that it looked at
 * need not be read again.
 *
 * @returns IDs to fill in; undefined in production, where they would be months old
 */
export function beginScan(context: IHookFunctions, url: string): Set<string> | undefined {
	if (context.getMode() !== 'manual') return undefined;
	const ids = new Set<string>();
	scanned.set(url, ids);
	return ids;
}

/** @returns the IDs found by the scan that began last, which are forgotten then */
export function takeScan(url: string): Set<string> | undefined {
	const ids = scanned.get(url);
	scanned.delete(url);
	return ids;
}
