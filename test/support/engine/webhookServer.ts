/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { TriggerUnderTest, WebhookRequest, WebhookResponse } from './trigger';

export interface WebhookServer {
	/** Where it listens; no trailing slash. */
	url: string;
	/** Triggers that receive requests, the first match wins; may be changed at any time. */
	triggers: TriggerUnderTest[];
	/** What nodes threw; n8n answers 500 then and saves a failed execution. */
	failures: unknown[];
	/** Simulates that n8n cannot start a flow, e.g. because its queue is down: it answers 500. */
	cannotStart: boolean;
	/** Overrides the parsed body: n8n parses by content type, so it may differ from the JSON sent. */
	parsed: unknown;
	close(): Promise<void>;
}

/**
 * Receives callbacks and hands them to triggers as n8n does: raw and parsed body, `originalUrl`,
 * headers, and a response object for nodes that answer themselves. Otherwise it answers 200 without
 * a body before the flow starts.
 */
export async function startWebhookServer(): Promise<WebhookServer> {
	const triggers: TriggerUnderTest[] = [];
	const failures: unknown[] = [];
	const state = { triggers, failures, cannotStart: false, parsed: undefined };
	const server = createServer((incoming, outgoing) => {
		serve(state, incoming, outgoing).catch((error: unknown) => {
			failures.push(error);
			outgoing.writeHead(500).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return Object.assign(state, {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	});
}

async function serve(
	state: Pick<WebhookServer, 'triggers' | 'cannotStart' | 'parsed'>,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk);
	const rawBody = Buffer.concat(chunks);
	const [path] = (incoming.url ?? '').split('?');
	for (const trigger of state.triggers) {
		const webhook = trigger.serving(path);
		if (webhook === undefined || incoming.method !== 'POST') continue;
		const parsed = state.parsed === undefined ? parseBody(rawBody) : { body: state.parsed };
		if (parsed === undefined) {
			outgoing.writeHead(422).end();
			return;
		}
		const { workflowData, noWebhookResponse } = await webhook.receive(
			expressRequest(incoming, rawBody, parsed.body),
			expressResponse(outgoing),
		);
		if (workflowData && state.cannotStart) {
			outgoing.writeHead(500).end();
			return;
		}
		if (noWebhookResponse !== true) outgoing.writeHead(200).end();
		if (workflowData?.[0]) trigger.start(workflowData[0]);
		return;
	}
	outgoing.writeHead(404).end();
}

/** Undefined for malformed JSON, which n8n refuses before any node sees it. */
export function parseBody(rawBody: Buffer): { body: unknown } | undefined {
	try {
		return { body: rawBody.length === 0 ? {} : JSON.parse(rawBody.toString('utf8')) };
	} catch {
		return undefined;
	}
}

/** A request as Express hands it to n8n. */
export function expressRequest(
	incoming: IncomingMessage,
	rawBody: Buffer,
	body: unknown,
): WebhookRequest {
	return Object.assign(incoming, {
		rawBody,
		body,
		originalUrl: incoming.url ?? '',
		params: {},
		query: {},
		header: (name: string) => incoming.headers[name.toLowerCase()],
	}) as unknown as WebhookRequest;
}

/** An answer as Express lets n8n give it. */
export function expressResponse(outgoing: ServerResponse): WebhookResponse {
	return Object.assign(outgoing, {
		status(code: number) {
			outgoing.statusCode = code;
			return this;
		},
	}) as unknown as WebhookResponse;
}
