import { byId, type ContractCases } from './types';

const CONVERSATION = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const ID = 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2';
const PARTICIPANT = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2';
const author = { channel: 'SMS', address: '+15017122661' };
const recipient = { channel: 'SMS', address: '+15017122662' };

export const communication: ContractCases = {
	create: [
		{
			title: 'a text with author and recipient',
			parameters: {
				conversationId: byId(CONVERSATION),
				author: author,
				recipients: { values: [recipient] },
				text: 'Where is my order? – Ünïcode ☎',
			},
			sdk: async (v2) =>
				await v2.communications(CONVERSATION).create({
					author,
					recipients: [recipient],
					content: { type: 'TEXT', text: 'Where is my order? – Ünïcode ☎' },
				}),
		},
		{
			title: 'a transcription with everything, by fields',
			parameters: {
				conversationId: byId(CONVERSATION),
				author: { channel: 'VOICE', address: '+15017122661', participantId: byId(PARTICIPANT) },
				recipients: {
					values: [
						{ channel: 'VOICE', address: '+15017122662', participantId: byId('') },
						{ channel: 'VOICE', address: '+15017122663', participantId: byId(PARTICIPANT) },
					],
				},
				type: 'TRANSCRIPTION',
				text: 'Hello',
				transcription: { channel: 1, confidence: 0.875, engine: 'google' },
				additionalFields: {
					channelId: 'CA1',
					resourceId: 'GT1/0',
					occurredAt: '2026-01-31T10:00:00.123+01:00',
				},
			},
			sdk: async (v2) =>
				await v2.communications(CONVERSATION).create({
					author: { channel: 'VOICE', address: '+15017122661', participantId: PARTICIPANT },
					recipients: [
						{ channel: 'VOICE', address: '+15017122662' },
						{ channel: 'VOICE', address: '+15017122663', participantId: PARTICIPANT },
					],
					content: {
						type: 'TRANSCRIPTION',
						text: 'Hello',
						transcription: { channel: 1, confidence: 0.875, engine: 'google' },
					},
					channelId: 'CA1',
					resourceId: 'GT1/0',
					occurredAt: new Date('2026-01-31T09:00:00.123Z'),
				}),
		},
		{
			title: 'recipients as JSON, and a transcription without details',
			parameters: {
				conversationId: CONVERSATION,
				author: author,
				type: 'TRANSCRIPTION',
				text: 'Hello',
				defineUsing: 'json',
				recipientsJson: JSON.stringify([{ ...recipient, participantId: PARTICIPANT }]),
			},
			sdk: async (v2) =>
				await v2.communications(CONVERSATION).create({
					author,
					recipients: [{ ...recipient, participantId: PARTICIPANT }],
					content: { type: 'TRANSCRIPTION', text: 'Hello' },
				}),
		},
	],
	get: [
		{
			title: 'by id',
			parameters: { conversationId: byId(CONVERSATION), communicationId: byId(ID) },
			sdk: async (v2) => await v2.communications(CONVERSATION, ID).fetch(),
		},
		{
			title: 'by ids as plain text, raw',
			parameters: { conversationId: CONVERSATION, communicationId: ID, simplify: false },
			sdk: async (v2) => await v2.communications(CONVERSATION, ID).fetch(),
		},
	],
	getAll: [
		{
			title: 'up to a limit',
			parameters: { conversationId: byId(CONVERSATION), limit: 3 },
			sdk: async (v2) => await v2.communications(CONVERSATION).list({ limit: 3 }),
		},
		{
			title: 'the last three since a week ago, for which all are read',
			parameters: {
				conversationId: byId(CONVERSATION),
				limit: 3,
				newestFirst: true,
				filters: { since: '7 days ago' },
			},
			sdk: async (v2) => await v2.communications(CONVERSATION).list({ pageSize: 1000 }),
		},
		{
			title: 'those of customers, for which the participants are read first',
			parameters: {
				conversationId: byId(CONVERSATION),
				returnAll: true,
				filters: { authorType: ['CUSTOMER'], until: '2026-01-31T09:00:00Z' },
			},
			sdk: async (v2) => {
				await v2.participants(CONVERSATION).list({ pageSize: 1000 });
				await v2.communications(CONVERSATION).list({ pageSize: 1000 });
			},
		},
		{
			title: 'everything with a channel id',
			parameters: {
				conversationId: byId(CONVERSATION),
				returnAll: true,
				filters: { channelId: 'CA 1/2?&ü' },
			},
			sdk: async (v2) =>
				await v2.communications(CONVERSATION).list({ channelId: 'CA 1/2?&ü', pageSize: 1000 }),
		},
	],
};
