import { asRecord, isRecord } from '../../../api/json';
import { comparable } from '../../../shared/parameters/excludedText';
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
 * Whether a conversation's metadata may have one of the entries, as `comparable` compares them.
 * Metadata that is no object counts as having them, because nobody knows what is in it.
 */
export function mayHaveAny(metadata: unknown, unwanted: readonly WantedEntry[]): boolean {
	if (metadata !== undefined && metadata !== null && !isRecord(metadata)) return true;
	const entries = Object.entries(asRecord(metadata)).map(([key, value]) => ({
		key: comparable(key),
		value: comparable(String(value)),
	}));
	return unwanted.some(({ key, value }) =>
		entries.some(
			(entry) =>
				entry.key === comparable(key) && (value === undefined || entry.value === comparable(value)),
		),
	);
}
