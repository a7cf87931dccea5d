/**
 * Milliseconds of a clock that does not jump when that of the machine is set. Only differences
 * mean anything.
 */
export function now(): number {
	return performance.now();
}
