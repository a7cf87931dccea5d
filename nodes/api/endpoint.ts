/** One entry of Twilio's Conversations v2 reference: an HTTP method and a path template. */
export interface Endpoint<Path extends string = string> {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** E.g. `…/Conversations/{conversationId}`; the names in braces are the ids it needs. */
	readonly path: Path;
}

/** The names in braces of a path template. */
export type PathId<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | PathId<Rest>
	: never;

/** A value for each id in a path template. */
export type PathIds<Path extends string> = Readonly<Record<PathId<Path>, string>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * The ids in a path, outermost first.
 *
 * @param path e.g. `…/Conversations/{conversationId}/Actions/{actionId}`
 * @returns e.g. `['conversationId', 'actionId']`
 */
export function idNames(path: string): string[] {
	return [...path.matchAll(PLACEHOLDER)].map(([, name]) => name);
}

/**
 * Fills ids into a path template, percent-encoded, so that each stays one segment.
 *
 * @param path the template
 * @param ids a value for each name in braces
 */
export function fillPath(path: string, ids: Readonly<Record<string, string>>): string {
	return path.replace(PLACEHOLDER, (_match, name: string) => encodeURIComponent(ids[name]));
}

/**
 * What a path identifies, in words: the innermost id with its kind, then its parents.
 *
 * @returns e.g. `conversation "conv_…"`, or undefined for a path without ids
 */
export function describeTarget(
	path: string,
	ids: Readonly<Record<string, string>>,
): string | undefined {
	const kinds = idNames(path).map((name) => `${name.replace(/Id$/, '')} "${ids[name]}"`);
	return kinds.length > 0 ? kinds.reverse().join(' of the ') : undefined;
}
