import twilio from 'twilio';

import { resources } from '../../nodes/TwilioConversations/resources';
import { runNode } from '../support/engine';
import { useBothSides } from './bothSides';
import { cases } from '../support/cases';
import { asToolCall } from '../support/toolCall';

/**
 * What the node sends has to be what Twilio's own SDK sends for the same intent. Both sides are
 * recorded; no expectation is written by hand.
 */
describe('requests of the node and of Twilio SDK 6.2', () => {
	const sent = useBothSides();

	describe.each(resources)('$value', (resource) => {
		describe.each(resource.operations)('$value', (operation) => {
			const own = cases[resource.value]?.[operation.value] ?? [];

			it('has at least two parameter sets', () => {
				expect(own.length).toBeGreaterThanOrEqual(2);
			});

			for (const { title, parameters, sdk } of own) {
				it.each([
					['by the editor', { parameters, items: undefined }],
					['by an AI tool call', asToolCall(parameters)],
				])(`${title}: %s`, async (_, { parameters: filled, items }) => {
					const expected = await sent.sdk(sdk);
					expect(expected.length).toBeGreaterThan(0);
					const chosen = { resource: resource.value, operation: operation.value };
					expect(await sent.node({ ...chosen, ...filled }, items)).toEqual(expected);
				});
			}
		});
	});

	it('sends an API key the way the SDK does', async () => {
		const accountSid = `AC${'0'.repeat(32)}`;
		const [apiKeySid, apiKeySecret] = [`SK${'0'.repeat(32)}`, 'not-a-real-secret'];
		const { recorder } = sent;
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
