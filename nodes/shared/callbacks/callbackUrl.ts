import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readableUrl, tryUrl } from '../../api/url';

/** Names that are not in public DNS (RFC 2606, 6761, 6762 appendix G, 8375). */
const PRIVATE_NAME =
	/(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid)$/i;

/** Addresses within this machine or network (RFC 1122, 1918, 3927, 5771, 6598, 6890). */
const PRIVATE_IPV4 =
	/^(0|10|127|2(2[4-9]|[345]\d))\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^192\.0\.0\.|^198\.1[89]\./;

/** All others are private, local, multicast, or embedded IPv4 addresses (RFC 4291, 6890). */
const PUBLIC_IPV6 = /^\[[23][0-9a-f]{3}:/i;

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/** @param hostname of a parsed URL, where IP addresses are in the usual notation */
function isPublic(hostname: string): boolean {
	if (hostname.startsWith('[')) return PUBLIC_IPV6.test(hostname);
	if (IPV4.test(hostname)) return !PRIVATE_IPV4.test(hostname);
	const name = hostname.replace(/\.+$/, '');
	return name.includes('.') && !PRIVATE_NAME.test(name);
}

/**
 * Refuses a URL that Twilio would not call: it must be public and https (Twilio docs, Orchestrator
 * webhooks).
 *
 * @param node that the error is shown on
 * @param whose URL it is, for the message
 * @throws NodeOperationError that says how to give n8n a public URL
 */
export function assertPublic(node: INode, url: string, whose: 'this trigger' | 'this step'): void {
	const parts = tryUrl(url);
	if (parts === undefined) {
		throw new NodeOperationError(node, `The URL of ${whose} is no URL`, {
			description:
				'Set WEBHOOK_URL of n8n to its public address, with https:// before it, e.g. https://n8n.example.com/',
		});
	}
	const { protocol, hostname } = parts;
	const isReachable = isPublic(hostname);
	if (protocol === 'https:' && isReachable) return;
	const readable = readableUrl(url);
	throw new NodeOperationError(node, `Twilio cannot reach the URL of ${whose}: ${readable}`, {
		description: `Twilio calls only public addresses that begin with https. ${
			isReachable
				? 'This one does not begin with https.'
				: 'This one is only known to this network.'
		} Set WEBHOOK_URL of n8n to its public address. To register the URL all the same, e.g. for a local emulator, turn on 'Accept Private URL' in the options.`,
	});
}

/** The last two parts of the path. n8n makes the first of them unique to the trigger. */
function ownPart(url: string): string {
	return url.split('/').slice(-2).join('/');
}

/** Whether two URLs differ only in n8n's address: n8n has moved, or one is a copy of it. */
export function isSameTrigger(one: string, other: string): boolean {
	return ownPart(one) === ownPart(other) && !isCounterpart(one, other);
}

/** Whether two URLs are production URL and test URL of one trigger. */
export function isCounterpart(one: string, other: string): boolean {
	const [a, b] = [tryUrl(one), tryUrl(other)];
	return a?.origin === b?.origin && one !== other && ownPart(one) === ownPart(other);
}
