import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { tryUrl } from '../api/baseUrl';

/** Hosts and address ranges that only this machine or network can reach (RFC 1918, 4193, 6890). */
const PRIVATE =
	/^(localhost|.*\.(localhost|local|internal|lan)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[(::1?|f[cd].*|fe80.*)\])$/i;

/**
 * Stops before Twilio would: it calls public https URLs only (Twilio docs, Orchestrator webhooks).
 *
 * @param node the node that the error is shown on
 * @param url of this trigger
 * @throws NodeOperationError that says how to give n8n a public URL
 */
export function assertPublic(node: INode, url: string): void {
	const { protocol, hostname } = new URL(url);
	const isPublic = !PRIVATE.test(hostname) && hostname.includes('.');
	if (protocol === 'https:' && isPublic) return;
	throw new NodeOperationError(node, `Twilio cannot reach the URL of this trigger: ${url}`, {
		description: `Twilio calls only public addresses that begin with https. ${
			isPublic ? 'This one does not begin with https.' : 'This one is only known to this network.'
		} Set WEBHOOK_URL of n8n to its public address. To register the URL all the same, e.g. for a local emulator, turn on 'Accept Private URL' in the options.`,
	});
}

/**
 * Whether two URLs differ in the address of n8n alone: what n8n adds to it ends with two parts, of which
 * the first is the trigger's own.
 */
export function isSameTrigger(one: string, other: string): boolean {
	const own = (url: string) => url.split('/').slice(-2).join('/');
	return own(one) === own(other);
}

/**
 * A URL as far as everybody may read it: who it belongs to can be told from host and path, and user,
 * password and query, which may hold tokens, are left out.
 */
export function withoutSecrets(url: string): string {
	const parts = tryUrl(url);
	if (parts === undefined) return '(no valid URL)';
	return `${parts.protocol}//${parts.host}${parts.pathname}`;
}
