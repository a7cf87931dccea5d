/**
 * Whether a thrown value is a system error with this code, e.g. `ENOENT`. `instanceof Error` does
 * not work in Jest, where errors of Node.js belong to another realm.
 */
export function hasCode(error: unknown, code: string): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
