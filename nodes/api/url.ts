/** @returns undefined if the text is no URL */
export function tryUrl(value: string): URL | undefined {
	try {
		return new URL(value);
	} catch {
		// The caller names the field, which says more than the parser's message.
		return undefined;
	}
}

/** A URL for messages: host and path identify it; user, password and query may be secrets. */
export function readableUrl(url: string): string {
	const parts = tryUrl(url);
	if (parts === undefined) return '(no valid URL)';
	return `${parts.protocol}//${parts.host}${parts.pathname}`;
}
