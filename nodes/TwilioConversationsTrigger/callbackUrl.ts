import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

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
