import { byId, type ContractCases } from './types';

const CONVERSATION = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const ID = 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2';
const PROFILE = 'mem_profile_01k1etk2y5f1y9fpe2epfdtvv2';
const addresses = [
	{ channel: 'SMS', address: '+15017122661' },
	{ channel: 'WHATSAPP', address: 'whatsapp:+15017122661', channelId: 'CH1' },
];
const own = { conversationId: byId(CONVERSATION), participantId: byId(ID) };

export const participant: ContractCases = {
	create: [
		{
			title: 'only an address',
			parameters: {
				conversationId: byId(CONVERSATION),
				addresses: { values: [{ channel: 'VOICE', address: '+15017122662' }] },
			},
			sdk: async (v2) =>
				await v2
					.participants(CONVERSATION)
					.create({ addresses: [{ channel: 'VOICE', address: '+15017122662' }] }),
		},
		{
			title: 'name, type, profile and several addresses by fields',
			parameters: {
				conversationId: byId(CONVERSATION),
				addresses: { values: addresses },
				additionalFields: { name: 'Ada Ünïcode ☎', type: 'CUSTOMER', profileId: PROFILE },
			},
			sdk: async (v2) =>
				await v2.participants(CONVERSATION).create({
					name: 'Ada Ünïcode ☎',
					type: 'CUSTOMER',
					profileId: PROFILE,
					addresses,
				}),
		},
		{
			title: 'addresses as JSON',
			parameters: {
				conversationId: CONVERSATION,
				defineUsing: 'json',
				addressesJson: JSON.stringify(addresses),
				additionalFields: { type: 'AI_AGENT' },
			},
			sdk: async (v2) =>
				await v2.participants(CONVERSATION).create({ type: 'AI_AGENT', addresses }),
		},
	],
	get: [
		{
			title: 'by id',
			parameters: own,
			sdk: async (v2) => await v2.participants(CONVERSATION, ID).fetch(),
		},
		{
			title: 'by ids as plain text, raw',
			parameters: { conversationId: CONVERSATION, participantId: ID, simplify: false },
			sdk: async (v2) => await v2.participants(CONVERSATION, ID).fetch(),
		},
	],
	getAll: [
		{
			title: 'up to the default limit',
			parameters: { conversationId: byId(CONVERSATION) },
			sdk: async (v2) => await v2.participants(CONVERSATION).list({ limit: 50 }),
		},
		{
			title: 'everything, in the largest pages',
			parameters: { conversationId: byId(CONVERSATION), returnAll: true },
			sdk: async (v2) => await v2.participants(CONVERSATION).list({ pageSize: 1000 }),
		},
	],
	update: [
		{
			title: 'sends exactly what was entered',
			parameters: {
				...own,
				defineUsing: 'json',
				updateFields: {
					type: 'HUMAN_AGENT',
					profileId: PROFILE,
					addressesJson: JSON.stringify(addresses),
				},
				options: { sendOnlyEntered: true },
			},
			sdk: async (v2) =>
				await v2
					.participants(CONVERSATION, ID)
					.update({ type: 'HUMAN_AGENT', profileId: PROFILE, addresses }),
		},
		{
			title: 'reads, merges what was entered, and writes',
			parameters: { ...own, updateFields: { name: 'Ada', addresses: { values: addresses } } },
			sdk: async (v2) => {
				const recorded = v2.participants(CONVERSATION, ID);
				await recorded.fetch();
				await recorded.update({ name: 'Ada', addresses });
			},
		},
		{
			title: 'clears the name, and all addresses by an empty list',
			parameters: {
				...own,
				defineUsing: 'json',
				updateFields: { clearFields: ['name'], addressesJson: '[]' },
				options: { sendOnlyEntered: true },
			},
			sdk: async (v2) => await v2.participants(CONVERSATION, ID).update({ addresses: [] }),
		},
		{
			title: 'clears everything: the body is empty',
			parameters: {
				...own,
				updateFields: { clearFields: ['addresses', 'name', 'profileId', 'type'] },
				options: { sendOnlyEntered: true },
			},
			sdk: async (v2) => await v2.participants(CONVERSATION, ID).update({}),
		},
		{
			title: 'writes back what Twilio returned, with a channel that we do not know',
			parameters: {
				...own,
				defineUsing: 'json',
				updateFields: {
					addressesJson: JSON.stringify([
						{ channel: 'SMS', address: '+15017122661', channelId: null },
						{ channel: 'EMAIL', address: 'a@b.example', channelId: 'EM1' },
					]),
				},
				options: { sendOnlyEntered: true },
			},
			sdk: async (v2) =>
				await v2.participants(CONVERSATION, ID).update({
					addresses: [
						{ channel: 'SMS', address: '+15017122661' },
						{ channel: 'EMAIL', address: 'a@b.example', channelId: 'EM1' },
					],
				}),
		},
	],
};
