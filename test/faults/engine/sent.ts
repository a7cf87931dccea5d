/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

const counts = new Map<unknown, number>();

subscribe('http.client.request.start', (message) => {
	const { request } = Object(message);
	if (!(request instanceof ClientRequest)) return;
	const host = request.getHeader('host');
	counts.set(host, (counts.get(host) ?? 0) + 1);
});

/**
 * Requests that this process has sent to a host so far. A server's journal would not do: on a busy
 * machine requests arrive late.
 */
export function sentTo(baseUrl: string): number {
	return counts.get(new URL(baseUrl).host) ?? 0;
}
