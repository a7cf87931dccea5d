/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
	method: string;
	/** Whole URL as requested. */
	url: string;
	headers: IncomingHttpHeaders;
	/** Raw. */
	body: string;
}

export interface Receiver {
	url: string;
	received: Received[];
	close(): Promise<void>;
}

/** A server that takes callbacks and answers 204. */
export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const { method = '', headers } = request;
			received.push({ method, headers, body, url: `http://${headers.host}${request.url}` });
			response.writeHead(204).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
