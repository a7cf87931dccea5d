import twilio from 'twilio';

import { resources } from '../../nodes/TwilioConversations/resources';
import { runNode } from '../engine/harness';
import { cases } from './cases';
import { type Recorder, startRecorder } from './recorder';
import { asToolCall } from './toolCall';

/**
 * What the node sends has to be what Twilio's own SDK sends for the same intent. Both sides are
 * recorded; no expectation is written by hand.
 */
describe('requests of the node and of Twilio SDK 6.2', () => {
	const accountSid = `AC${'0'.repeat(32)}`;
	const authToken = 'not-a-real-token';
	const account = { authType: 'authToken', accountSid, authToken };
	let recorder: Recorder;

	beforeAll(async () => {
		recorder = await startRecorder();
	});

	afterAll(async () => await recorder.close());

	const sentBySdk = async (run: (typeof cases)[string][string][number]['sdk']) => {
		const client = twilio(accountSid, authToken);
		client.conversations.baseUrl = recorder.url;
		await run(client.conversations.v2);
		return recorder.take();
	};

	describe.each(resources)('$value', (resource) => {
		describe.each(resource.operations)('$value', (operation) => {
			const own = cases[resource.value]?.[operation.value] ?? [];

			it('has at least two parameter sets', () => {
				expect(own.length).toBeGreaterThanOrEqual(2);
			});

			describe.each(own)('$title', ({ parameters, sdk }) => {
				it.each([
					['by the editor', { parameters, items: undefined }],
					['by an AI tool call', asToolCall(parameters)],
				])('%s', async (_, { parameters: filled, items }) => {
					const expected = await sentBySdk(sdk);
					const result = await runNode({
						parameters: { resource: resource.value, operation: operation.value, ...filled },
						items,
						credentials: { twilioConversationsApi: { ...account, baseUrl: recorder.url } },
					});
					expect(result.error).toBeUndefined();
					expect(expected.length).toBeGreaterThan(0);
					expect(recorder.take()).toEqual(expected);
				});
			});
		});
	});

	it('sends an API key the way the SDK does', async () => {
		const [apiKeySid, apiKeySecret] = [`SK${'0'.repeat(32)}`, 'not-a-real-secret'];
		const client = twilio(apiKeySid, apiKeySecret, { accountSid });
		client.conversations.baseUrl = recorder.url;
		await client.conversations.v2.conversations('conv_1').fetch();
		const expected = recorder.take();
		await runNode({
			parameters: { resource: 'conversation', operation: 'get', conversationId: 'conv_1' },
			credentials: {
				twilioConversationsApi: {
					authType: 'apiKey',
					accountSid,
					apiKeySid,
					apiKeySecret,
					baseUrl: recorder.url,
				},
			},
		});
		expect(recorder.take()).toEqual(expected);
	});
});
