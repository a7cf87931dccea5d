/** Counts how often each value occurs. */
export function countBy<T>(
	values: Iterable<T>,
	keyOf: (value: T) => string,
): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[keyOf(value)] = (counts[keyOf(value)] ?? 0) + 1;
	return counts;
}
