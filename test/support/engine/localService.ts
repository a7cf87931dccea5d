/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalService {
	/** Where it listens; no trailing slash. */
	url: string;
	/** Requests received so far, oldest first. */
	requests: IncomingMessage[];
	/** Sets the handler of all further requests. */
	answer(handler: RequestListener): void;
	/** Ends open connections too. */
	close(): Promise<void>;
}

export function sendJson(response: ServerResponse, body: object, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** An HTTP service on a free port of 127.0.0.1, for tests of the harness itself. */
export async function startLocalService(): Promise<LocalService> {
	const requests: IncomingMessage[] = [];
	let handler: RequestListener = (_request, response) => sendJson(response, {});
	const server = createServer((request, response) => {
		requests.push(request);
		handler(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		answer: (next) => {
			handler = next;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
