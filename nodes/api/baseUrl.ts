import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL_LABELS } from './credential';

/**
 * Reads the base URL of the credential. A path is refused instead of dropped, because it would
 * mean that requests go elsewhere than the user reads.
 *
 * @param node the node that an error is shown on
 * @param value e.g. `https://conversations.twilio.com`; whatever an expression made of it
 * @throws NodeOperationError that names the field
 */
export function parseBaseUrl(node: INode, value: unknown): URL {
	const url = typeof value === 'string' ? tryUrl(value.trim()) : undefined;
	const usable =
		url !== undefined &&
		['https:', 'http:'].includes(url.protocol) &&
		['', '/'].includes(url.pathname) &&
		`${url.search}${url.hash}${url.username}${url.password}` === '';
	if (!usable) {
		throw new NodeOperationError(
			node,
			`'${CREDENTIAL_LABELS.baseUrl}' in the credential is not a usable address`,
			{
				description:
					'Enter scheme and host only, e.g. https://conversations.twilio.com, without path, user or query.',
			},
		);
	}
	return url;
}

/** @returns undefined when the text is no URL */
export function tryUrl(value: string): URL | undefined {
	try {
		return new URL(value);
	} catch {
		// The caller names the field, which says more than what the parser dislikes.
		return undefined;
	}
}
