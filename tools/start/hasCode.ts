/**
 * Whether something thrown is a system error with this code, e.g. `ENOENT`. `instanceof Error` cannot
 * tell: in Jest, what Node.js throws is of another realm.
 */
export function hasCode(error: unknown, code: string): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
