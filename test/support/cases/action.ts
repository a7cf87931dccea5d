import type { CreateConversationActionRequest } from 'twilio/lib/rest/conversations/v2/action';
import type { Twilio } from 'twilio';

import { byId, type ContractCases } from './types';

const CONVERSATION = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const COMMUNICATION = 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2';
const ID = 'conv_action_01k1etk2y5f1y9fpe2epfdtvv2';
const AGENT = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2';
const CUSTOMER = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv3';
const SENDER = { channel: 'SMS', address: '+15017122661' } as const;
const noWait = { waitForCompletion: false };
const nobody = byId('');

/** What a question is, by the SDK: the URL goes in, the message out, then a look at what came by then. */
const question =
	(payload: object) =>
	async (v2: Twilio['conversations']['v2']): Promise<void> => {
		await v2.conversations(CONVERSATION).fetch();
		await v2.conversations(CONVERSATION).patch({
			configuration: {
				statusCallbacks: [
					{
						url: 'http://localhost:5678/webhook-waiting/node',
						method: 'POST',
					},
				],
			},
		});
		await v2.conversations(CONVERSATION).fetch();
		await v2
			.actions(CONVERSATION)
			.create({ type: 'SEND_MESSAGE', payload } as CreateConversationActionRequest);
		await v2.actions(CONVERSATION, 'conv_action_recorded').fetch();
		await v2.conversations(CONVERSATION).fetch();
		await v2.communications(CONVERSATION).list({ pageSize: 1000 });
	};

/** What Reply reads before it answers a message that was chosen. */
async function readChosen(v2: Twilio['conversations']['v2']): Promise<void> {
	await v2.conversations(CONVERSATION).fetch();
	await v2.communications(CONVERSATION, COMMUNICATION).fetch();
	await v2.participants(CONVERSATION).list({ pageSize: 1000 });
}

/** The ends of the message that the recorder lists, turned round. */
const TURNED_ROUND = {
	from: SENDER,
	to: [{ channel: 'SMS', address: '+15017122662' }] as const,
};

export const action: ContractCases = {
	reply: [
		{
			title: 'a text to the last message, waiting until it is sent',
			parameters: { conversationId: byId(CONVERSATION), text: 'On its way – Ünïcode ☎' },
			sdk: async (v2) => {
				await v2.conversations(CONVERSATION).fetch();
				await v2.communications(CONVERSATION).list({ pageSize: 1000 });
				// The conversation that is answered here shows no participants.
				await v2.participants(CONVERSATION).list({ pageSize: 1000 });
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						...{ from: TURNED_ROUND.from, to: [...TURNED_ROUND.to] },
						content: { text: 'On its way – Ünïcode ☎' },
					},
				});
				await v2.actions(CONVERSATION, 'conv_action_recorded').fetch();
			},
		},
		{
			title: 'a template to the message that is chosen, with media and channel settings',
			parameters: {
				conversationId: byId(CONVERSATION),
				communicationId: byId(COMMUNICATION),
				additionalFields: {
					contentId: 'HX1',
					variables: { values: [{ key: '1', value: 'Ada' }] },
					mediaUrls: 'https://example.com/a.png, https://example.com/b.pdf?x=1',
					channelSettings: '{ "messagingServiceSid": "MG1" }',
				},
				options: noWait,
			},
			sdk: async (v2) => {
				await readChosen(v2);
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						...{ from: TURNED_ROUND.from, to: [...TURNED_ROUND.to] },
						content: {
							contentId: 'HX1',
							variables: { '1': 'Ada' },
							mediaUrls: ['https://example.com/a.png', 'https://example.com/b.pdf?x=1'],
						},
						channelSettings: { messagingServiceSid: 'MG1' },
					},
				});
			},
		},
		{
			title: 'text and template with variables as JSON',
			parameters: {
				conversationId: CONVERSATION,
				communicationId: COMMUNICATION,
				text: 'Hi',
				defineUsing: 'json',
				additionalFields: { contentId: 'HX1', variablesJson: '{ "1": "Ada", "2": 4711 }' },
				options: noWait,
			},
			sdk: async (v2) => {
				await readChosen(v2);
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						...{ from: TURNED_ROUND.from, to: [...TURNED_ROUND.to] },
						content: { text: 'Hi', contentId: 'HX1', variables: { '1': 'Ada', '2': '4711' } },
					},
				});
			},
		},
	],
	sendMessage: [
		{
			title: 'a text from address to address, waiting until it is sent',
			parameters: {
				conversationId: byId(CONVERSATION),
				from: { ...SENDER, participantId: nobody },
				to: { values: [{ channel: 'SMS', address: '+15017122662', participantId: nobody }] },
				text: 'On its way – Ünïcode ☎',
			},
			sdk: async (v2) => {
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						from: SENDER,
						to: [{ channel: 'SMS', address: '+15017122662' }],
						content: { text: 'On its way – Ünïcode ☎' },
					},
				});
				await v2.actions(CONVERSATION, 'conv_action_recorded').fetch();
			},
		},
		{
			title: 'a template from participant to participants, with media and channel settings',
			parameters: {
				conversationId: byId(CONVERSATION),
				from: { participantId: byId(AGENT), channel: '', address: '' },
				to: {
					values: [
						{ participantId: byId(CUSTOMER), channel: 'WHATSAPP', address: '' },
						{ participantId: CUSTOMER, channel: '', address: '' },
						{ participantId: nobody, channel: 'RCS', address: 'rcs:brand' },
					],
				},
				additionalFields: {
					contentId: 'HX1',
					variables: {
						values: [{ key: '1', value: 'Ada' }],
					},
					mediaUrls: 'https://example.com/a.png, https://example.com/b.pdf?x=1',
					channelSettings: '{ "messagingServiceSid": "MG1", "nested": { "list": [1, null] } }',
				},
				options: noWait,
			},
			sdk: async (v2) =>
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						from: { participantId: AGENT },
						to: [
							{ participantId: CUSTOMER, channel: 'WHATSAPP' },
							{ participantId: CUSTOMER },
							{ channel: 'RCS', address: 'rcs:brand' },
						],
						content: {
							contentId: 'HX1',
							variables: { '1': 'Ada' },
							mediaUrls: ['https://example.com/a.png', 'https://example.com/b.pdf?x=1'],
						},
						channelSettings: { messagingServiceSid: 'MG1', nested: { list: [1, null] } },
					},
				}),
		},
		{
			title: 'recipients, variables and media as JSON',
			parameters: {
				conversationId: CONVERSATION,
				from: { participantId: AGENT, channel: 'CHAT', address: '' },
				defineUsing: 'json',
				toJson: JSON.stringify([{ participantId: CUSTOMER }, SENDER]),
				text: 'Hi',
				additionalFields: {
					contentId: 'HX1',
					variablesJson: '{ "1": "Ada", "2": 4711, "empty": "" }',
					mediaUrls: '["https://example.com/a,b.png"]',
				},
				options: noWait,
			},
			sdk: async (v2) =>
				await v2.actions(CONVERSATION).create({
					type: 'SEND_MESSAGE',
					payload: {
						from: { participantId: AGENT, channel: 'CHAT' },
						to: [{ participantId: CUSTOMER }, SENDER],
						content: {
							text: 'Hi',
							contentId: 'HX1',
							variables: { '1': 'Ada', '2': '4711', empty: '' },
							mediaUrls: ['https://example.com/a,b.png'],
						},
					},
				}),
		},
	],
	sendMessageAndWait: [
		{
			title: 'a question, for a day',
			parameters: {
				conversationId: byId(CONVERSATION),
				from: { ...SENDER, participantId: nobody },
				to: { values: [{ channel: 'SMS', address: '+15017122662', participantId: nobody }] },
				text: 'Reply YES or NO',
				limitWaitTime: true,
				resumeAmount: 1,
				resumeUnit: 'days',
				options: { allowPrivateUrl: true, choices: 'YES, NO' },
			},
			sdk: question({
				from: SENDER,
				to: [{ channel: 'SMS', address: '+15017122662' }],
				content: { text: 'Reply YES or NO' },
			}),
		},
		{
			title: 'a template with media, as JSON, without a limit',
			parameters: {
				conversationId: byId(CONVERSATION),
				from: { participantId: byId(AGENT), channel: '', address: '' },
				additionalFields: {
					contentId: 'HX1',
					variablesJson: '{ "1": "Ada" }',
					mediaUrls: 'https://example.com/a.png',
					channelSettings: '{ "messagingServiceSid": "MG1" }',
				},
				defineUsing: 'json',
				toJson: JSON.stringify([{ participantId: CUSTOMER }]),
				limitWaitTime: false,
				options: { allowPrivateUrl: true },
			},
			sdk: question({
				from: { participantId: AGENT },
				to: [{ participantId: CUSTOMER }],
				content: {
					contentId: 'HX1',
					variables: { '1': 'Ada' },
					mediaUrls: ['https://example.com/a.png'],
				},
				channelSettings: { messagingServiceSid: 'MG1' },
			}),
		},
		{
			title: 'a template with variables',
			parameters: {
				conversationId: byId(CONVERSATION),
				from: { participantId: byId(AGENT), channel: '', address: '' },
				to: { values: [{ participantId: byId(CUSTOMER), channel: '', address: '' }] },
				additionalFields: { contentId: 'HX1', variables: { values: [{ key: '1', value: 'Ada' }] } },
				options: { allowPrivateUrl: true },
			},
			sdk: question({
				from: { participantId: AGENT },
				to: [{ participantId: CUSTOMER }],
				content: { contentId: 'HX1', variables: { '1': 'Ada' } },
			}),
		},
	],
	get: [
		{
			title: 'by id',
			parameters: { conversationId: byId(CONVERSATION), actionId: ID },
			sdk: async (v2) => await v2.actions(CONVERSATION, ID).fetch(),
		},
		{
			title: 'by an ID that does not look like the documented ones',
			parameters: { conversationId: 'conversation-1', actionId: 'action-1.a~2' },
			sdk: async (v2) => await v2.actions('conversation-1', 'action-1.a~2').fetch(),
		},
	],
};
