import { asRecord } from '../../../api/json';
import type { WantedEntry } from '../../../shared/parameters/metadataFilter';

/** Whether a conversation's metadata has all of the entries. Values must match exactly. */
export function hasAll(metadata: unknown, wanted: readonly WantedEntry[]): boolean {
	const entries = asRecord(metadata);
	return wanted.every(
		({ key, value }) =>
			Object.prototype.hasOwnProperty.call(entries, key) &&
			(value === undefined || String(entries[key]) === value),
	);
}

/**
 * Whether a conversation's metadata has one of the entries. Ignores case and surrounding blanks:
 * this excludes conversations, and excluding one too many is the safe side.
 */
export function hasAny(metadata: unknown, unwanted: readonly WantedEntry[]): boolean {
	const entries = Object.entries(asRecord(metadata)).map(([key, value]) => ({
		key: plain(key),
		value: plain(String(value)),
	}));
	return unwanted.some(({ key, value }) =>
		entries.some(
			(entry) => entry.key === plain(key) && (value === undefined || entry.value === plain(value)),
		),
	);
}

function plain(text: string): string {
	return text.trim().toLowerCase();
}
