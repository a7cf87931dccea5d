import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL_LABELS } from './credential';
import { tryUrl } from './url';

/**
 * Parses the base URL of the credential. A path is refused, not dropped: requests would go to
 * another address than the user sees.
 *
 * @param node that an error is shown on
 * @param value e.g. `https://conversations.twilio.com`; any type, as it may come from an expression
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
