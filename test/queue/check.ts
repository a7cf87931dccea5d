/** An expectation, and what was seen. */
export interface Check {
	readonly label: string;
	readonly expected: string;
	readonly seen: string;
	readonly isGood: boolean;
}

/** Expects an exact value. @param label e.g. `executions` */
export function equal(label: string, expected: number | string, seen: number | string): Check {
	const texts = { expected: String(expected), seen: String(seen) };
	return { label, ...texts, isGood: texts.expected === texts.seen };
}

/** Expects what can only be said in words. @param expected in words */
export function holds(label: string, expected: string, seen: string, isGood: boolean): Check {
	return { label, expected, seen, isGood };
}
