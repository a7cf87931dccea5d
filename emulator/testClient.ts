import type { Emulator } from './index';

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed JSON, loosely typed on purpose: each test asserts the shape it expects. */
	body: Body;
}

interface Body {
	[key: string]: unknown;
	id: string;
	meta: { nextToken?: string; previousToken?: string; pageSize: number; key: string };
	conversations: Array<{ id: string; [key: string]: unknown }>;
	configuration: { [key: string]: unknown };
	related: Record<string, string>;
}

export type Api = (
	method: string,
	path: string,
	body?: unknown,
	headers?: Record<string, string>,
) => Promise<Answer>;

/** Plain requests with the emulator's credentials; a body is sent as JSON. */
export function apiOf(emulator: Emulator): Api {
	const credentials = Buffer.from(`${emulator.accountSid}:${emulator.authToken}`);
	return async (method, path, body, headers = {}) => {
		const answer = await fetch(`${emulator.url}${path}`, {
			method,
			headers: {
				authorization: `Basic ${credentials.toString('base64')}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		const json = answer.headers.get('content-type')?.includes('json') && text !== '';
		return {
			status: answer.status,
			headers: answer.headers,
			text,
			body: json ? JSON.parse(text) : undefined,
		};
	};
}

/** The credential of this package for an emulator, or for anything with its address and secrets. */
export function credentialData({
	accountSid,
	authToken,
	url,
}: Pick<Emulator, 'accountSid' | 'authToken' | 'url'>) {
	return { authType: 'authToken', accountSid, authToken, baseUrl: url };
}

/** URLs that a configuration reports to. */
export function callbackUrls({ store }: Emulator, configurationId: string): string[] {
	const { settings } = store.configurations.get(configurationId) ?? {};
	return (settings?.statusCallbacks ?? []).map(({ url }) => url);
}

/** A participant with one address. */
export function person(address: string, type = 'CUSTOMER', channel = 'SMS') {
	return { type, addresses: [{ channel, address }] };
}

/** Polls an operation until it has ended. @returns the last answer. */
export async function finish(api: Api, accepted: Answer): Promise<Answer> {
	const id = accepted.headers.get('operation-id');
	for (let tries = 0; tries < 20; tries++) {
		const answer = await api('GET', `/v2/ControlPlane/Operations/${id}`);
		if (!['PENDING', 'RUNNING'].includes(String(answer.body.status))) return answer;
	}
	throw new Error(`Operation ${id} does not end`);
}
