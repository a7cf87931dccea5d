/** What was to be, and what was. */
export interface Check {
	readonly label: string;
	readonly expected: string;
	readonly seen: string;
	readonly isGood: boolean;
}

/** For what is known exactly beforehand. @param label e.g. `executions` */
export function equal(label: string, expected: number | string, seen: number | string): Check {
	const texts = { expected: String(expected), seen: String(seen) };
	return { label, ...texts, isGood: texts.expected === texts.seen };
}

/** For what is not known exactly beforehand. @param expected in words */
export function holds(label: string, expected: string, seen: string, isGood: boolean): Check {
	return { label, expected, seen, isGood };
}
