import fastify from 'fastify';

/** Twilio's document lets an author have no participant; the type says whose message it is. */
const MESSAGE = {
	author: { channel: 'SMS', address: '+15017122662', type: 'CUSTOMER' },
	recipients: [{ channel: 'SMS', address: '+15017122661' }],
	content: { type: 'TEXT', text: 'Where is my order?' },
	occurredAt: '2026-11-25T10:43:00Z',
};

/** A request as a server sees it, without what differs between HTTP clients. */
export interface RecordedRequest {
	method: string;
	/** As sent, still percent-encoded. */
	path: string;
	/** Name and value of each query parameter, sorted: order has no meaning in Twilio's API. */
	query: string[][];
	/** The headers that change what Twilio does. */
	headers: Record<string, string | undefined>;
	body: unknown;
}

export interface Recorder {
	url: string;
	/** Returns what came in since the last call. */
	take(): RecordedRequest[];
	close(): Promise<void>;
}

const HEADERS = ['authorization', 'content-type', 'accept', 'idempotency-key'];

/**
 * A server that records every request and answers so that the client goes on. It keeps no state, so
 * the requests of two clients can be compared.
 */
export async function startRecorder(): Promise<Recorder> {
	const app = fastify({ forceCloseConnections: true });
	const recorded: RecordedRequest[] = [];
	// fastify refuses an empty body with this content type, which some clients send.
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body === '' ? undefined : JSON.parse(String(body)));
	});
	const patched = new Map<string, object>();
	app.all('/*', async (request, reply) => {
		const url = new URL(request.url, 'http://recorder');
		recorded.push({
			method: request.method,
			path: url.pathname,
			query: [...url.searchParams].sort(),
			headers: Object.fromEntries(HEADERS.map((name) => [name, headerOf(request.headers[name])])),
			body: comparable(request.body),
		});
		// What was changed stays changed, since some look again after a write.
		if (request.method === 'PATCH') patched.set(url.pathname, Object(request.body));
		const known = patched.get(url.pathname);
		const { status, body, headers } = answerTo(request.method, url, known);
		return await reply.code(status).headers(headers).send(body);
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return {
		url,
		take: () => {
			patched.clear();
			return recorded.splice(0);
		},
		close: async () => await app.close(),
	};
}

function headerOf(value: string | string[] | undefined): string | undefined {
	// Media types compare without parameters: a charset changes nothing for JSON (RFC 8259).
	return value === undefined ? undefined : String(value).split(';')[0];
}

/** The URL of an execution that waits: its ID, a token and a time, which differ from run to run. */
const RESUME_URL = /webhook-waiting\/\d+\/(\w+)\?signature=\w+&questionEnds=\d+/g;

function comparable(body: unknown): unknown {
	if (body === undefined) return undefined;
	return JSON.parse(JSON.stringify(body).replace(RESUME_URL, 'webhook-waiting/$1'));
}

/** @param sent what was patched there before */
function answerTo(method: string, url: URL, sent: object | undefined) {
	const operation = `${url.origin}/v2/ControlPlane/Operations/proc_job_recorded`;
	const last = url.pathname.split('/').pop() ?? '';
	const accepts =
		method === 'DELETE' || (method !== 'GET' && url.pathname.includes('/Configurations'));
	if (accepts) {
		const id = method === 'POST' ? 'conv_configuration_recorded' : last;
		const kind = url.pathname.includes('/Configurations') ? 'configurationId' : 'conversationId';
		return {
			status: 202,
			headers: { 'operation-id': 'proc_job_recorded', 'retry-after': '0' },
			body: { statusUrl: operation, related: { [kind]: id } },
		};
	}
	if (method === 'POST' && last === 'Actions') {
		return {
			status: 202,
			headers: { 'retry-after': '0' },
			body: { id: 'conv_action_recorded', status: 'PENDING' },
		};
	}
	if (
		method === 'GET' &&
		/^(Conversations|Configurations|Participants|Communications)$/.test(last)
	) {
		const key = last.toLowerCase();
		const records = key === 'communications' ? [{ id: 'conv_communication_1', ...MESSAGE }] : [];
		return {
			status: 200,
			headers: {},
			body: { [key]: records, meta: { key, pageSize: records.length } },
		};
	}
	return {
		status: method === 'POST' ? 201 : 200,
		headers: {},
		body: {
			...{ id: last, operationId: last, status: 'COMPLETED', statusUrl: operation },
			...(method === 'GET' && url.pathname.includes('/Communications/') && MESSAGE),
			// The node looks at the answer for what it asked to change.
			...(['GET', 'PATCH'].includes(method) && sent),
		},
	};
}
