/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { TriggerUnderTest, WebhookRequest, WebhookResponse } from './trigger';

export interface WebhookServer {
	/** Where it listens; no trailing slash. */
	url: string;
	/** Triggers that answer, in order; add and remove freely. */
	triggers: TriggerUnderTest[];
	/** What a node threw: n8n answers 500 then, and keeps an execution that failed. */
	failures: unknown[];
	/** n8n cannot start what a trigger let through, e.g. because its queue is away: it answers 500. */
	cannotStart: boolean;
	/** What n8n makes of a body, where that is not the JSON in it: it depends on the content type. */
	parsed: unknown;
	close(): Promise<void>;
}

/**
 * Receives callbacks and hands them to triggers as n8n does: body kept raw and parsed, `originalUrl`,
 * headers; a response object for nodes that answer themselves, otherwise 200 with no body before the flow.
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
		const life = trigger.serving(path);
		if (life === undefined || incoming.method !== 'POST') continue;
		const parsed = state.parsed === undefined ? parseBody(rawBody) : { body: state.parsed };
		if (parsed === undefined) {
			outgoing.writeHead(422).end();
			return;
		}
		const { workflowData, noWebhookResponse } = await life.receive(
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

/** n8n answers JSON that cannot be read by itself, before any node sees it. */
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
