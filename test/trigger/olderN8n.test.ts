import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { receive } from '../../nodes/TwilioConversationsTrigger/receiving/receive';
import { bodyHash, signUrl } from '../../emulator';
import { NODE } from '../support/node';

const TOKEN = 'auth_token_1';
const HOST = 'https://n8n.example/base';
const PRODUCTION = '/webhook/1/webhook';
const TEST = '/webhook-test/1/webhook';
const BODY = { eventType: 'CONVERSATION_CREATED', data: { id: 'conv_conversation_1' } };

/**
 * A callback as an n8n without `getWebhookResourceUrl` and without a logger for webhooks hands it
 * over: only the production URL is known.
 *
 * @param path that Twilio called
 * @param signedPath that it signed
 */
async function receiveAt(path: string, signedPath = path) {
	const text = JSON.stringify(BODY);
	const query = `?bodySHA256=${bodyHash(text)}`;
	const signature = signUrl(TOKEN, `${HOST}${signedPath}${query}`);
	const headers: Record<string, string> = { 'x-twilio-signature': signature };
	const parameters: IDataObject = { listenOn: 'manual', events: [BODY.eventType] };
	const statuses: number[] = [];
	const context = {
		getCredentials: async () => await Promise.resolve({ authToken: TOKEN }),
		getNode: () => NODE,
		getNodeParameter: (name: string, initial: unknown) => parameters[name] ?? initial,
		getTimezone: () => 'UTC',
		getNodeWebhookUrl: () => `${HOST}${PRODUCTION}`,
		getRequestObject: () => ({
			body: BODY,
			header: (name: string) => headers[name],
			// n8n is served below a path that the proxy strips.
			originalUrl: `${path}${query}`,
			rawBody: Buffer.from(text),
		}),
		getResponseObject: () => ({
			once: () => {},
			status: (status: number) => {
				statuses.push(status);
				return { end: () => {} };
			},
		}),
		getWorkflow: () => ({ id: '1' }),
	};
	const { workflowData } = await receive(context as unknown as IWebhookFunctions);
	return { started: workflowData !== undefined, statuses };
}

describe('an n8n that only tells the production URL', () => {
	it.each([PRODUCTION, TEST])('accepts what was signed for %s', async (path) => {
		expect(await receiveAt(path)).toEqual({ started: true, statuses: [] });
	});

	it.each([
		[PRODUCTION, TEST],
		[TEST, PRODUCTION],
	])('refuses at %s what was signed for %s', async (path, signedPath) => {
		expect(await receiveAt(path, signedPath)).toEqual({ started: false, statuses: [403] });
	});
});
