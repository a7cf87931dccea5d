import type { IHookFunctions } from 'n8n-workflow';

/** IDs of conversations without the URL of a test, by that URL. */
const scanned = new Map<string, Set<string>>();

/**
 * A test takes minutes, so when its URL is removed, the thousands of conversations that it has
 * scanned need not be read again.
 *
 * @returns a set of IDs to fill; undefined in production, where it would be months old by then
 */
export function beginScan(context: IHookFunctions, url: string): Set<string> | undefined {
	if (context.getMode() !== 'manual') return undefined;
	const ids = new Set<string>();
	scanned.set(url, ids);
	return ids;
}

/** @returns the IDs of the last scan, which are then forgotten */
export function takeScan(url: string): Set<string> | undefined {
	const ids = scanned.get(url);
	scanned.delete(url);
	return ids;
}
