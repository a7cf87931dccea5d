import { byId, type ContractCase, type ContractCases } from './types';

const ID = 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2';
const CONFIGURATION = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const participant = {
	name: 'Ada',
	type: 'CUSTOMER',
	profileId: 'mem_profile_01k1etk2y5f1y9fpe2epfdtvv2',
	addresses: [
		{ channel: 'SMS', address: '+15017122661' },
		{ channel: 'WHATSAPP', address: 'whatsapp:+15017122661', channelId: 'CH1' },
	],
};

/** The participants are listed because the recorder's conversation comes without them. */
const transcript = async (v2: Parameters<ContractCase['sdk']>[0]) => {
	await v2.conversations(ID).fetch();
	await v2.communications(ID).list({ pageSize: 1000 });
	await v2.participants(ID).list({ pageSize: 1000 });
};

const CUSTOMER = { channel: 'WHATSAPP', address: 'whatsapp:+15017122661' } as const;
const OURS = { channel: 'WHATSAPP', address: 'whatsapp:+18005550100' } as const;

/** What is recorded shows no participants, so they are asked for, and nobody is there. */
const started = async (
	v2: Parameters<ContractCase['sdk']>[0],
	[customer, ours]: [object, object],
	payload: object,
) => {
	const recorded = 'Conversations';
	const ends = { from: OURS, to: [CUSTOMER] };
	const participants = [
		{ ...customer, addresses: [CUSTOMER] },
		{ ...ours, addresses: [OURS] },
	];
	await v2.conversations.create({ configurationId: CONFIGURATION, participants });
	await v2.participants(recorded).list({ pageSize: 1000 });
	for (const one of participants) await v2.participants(recorded).create(one);
	await v2.actions(recorded).create({
		type: 'SEND_MESSAGE',
		payload: { ...ends, content: {}, ...payload },
	});
};

export const conversation: ContractCases = {
	create: [
		{
			title: 'only a configuration',
			parameters: { configurationId: byId(CONFIGURATION), participants: {} },
			sdk: async (v2) => await v2.conversations.create({ configurationId: CONFIGURATION }),
		},
		{
			title: 'name, metadata, overrides and participants by fields',
			parameters: {
				configurationId: byId(CONFIGURATION),
				participants: {
					values: [{ ...participant, addresses: { values: participant.addresses } }],
				},
				additionalFields: {
					name: 'Order 4711 – Ünïcode ☎',
					metadata: { values: [{ key: 'order.id', value: '4711' }] },
					configuration: {
						values: {
							intelligenceConfigurationIds: 'ic_1, ic_2',
							traitExtractionStrategyIds: 'trait_1',
							observationExtractionStrategyIds: 'obs_1',
							workflows: { values: [{ flowId: 'FW1' }, { flowId: 'FW2' }] },
						},
					},
				},
			},
			sdk: async (v2) =>
				await v2.conversations.create({
					configurationId: CONFIGURATION,
					name: 'Order 4711 – Ünïcode ☎',
					metadata: { 'order.id': '4711' },
					configuration: {
						intelligenceConfigurationIds: ['ic_1', 'ic_2'],
						traitExtractionStrategyIds: ['trait_1'],
						observationExtractionStrategyIds: ['obs_1'],
						workflows: [{ flowId: 'FW1' }, { flowId: 'FW2' }],
					},
					participants: [participant],
				}),
		},
		{
			title: 'the same as JSON',
			parameters: {
				configurationId: byId(CONFIGURATION),
				defineUsing: 'json',
				participantsJson: JSON.stringify([participant, { addresses: participant.addresses }]),
				additionalFields: {
					metadataJson: '{ "order.id": "4711", "empty": "" }',
					configurationJson:
						'{ "workflows": [{ "flowId": "FW1" }], "intelligenceConfigurationIds": [], "statusCallbacks": null }',
				},
			},
			sdk: async (v2) =>
				await v2.conversations.create({
					configurationId: CONFIGURATION,
					metadata: { 'order.id': '4711', empty: '' },
					configuration: { workflows: [{ flowId: 'FW1' }], intelligenceConfigurationIds: [] },
					participants: [participant, { addresses: participant.addresses }],
				}),
		},
	],
	cleanUp: [
		{
			title: 'what is idle and open',
			parameters: { cleanUpFilters: { idleFor: { values: { amount: 7, unit: 'days' } } } },
			sdk: async (v2) =>
				await v2.conversations.list({ status: ['ACTIVE', 'INACTIVE'], pageSize: 1000 }),
		},
		{
			title: 'all of one customer, whatever their status',
			parameters: {
				cleanUpAction: 'delete',
				cleanUpFilters: { participantAddress: '+1 (501) 712-2661' },
			},
			sdk: async (v2) =>
				await v2.conversations.list({
					status: ['ACTIVE', 'INACTIVE', 'CLOSED'],
					pageSize: 1000,
				}),
		},
		{
			title: 'closed ones of a channel, to be deleted',
			parameters: {
				cleanUpAction: 'delete',
				dryRun: false,
				cleanUpFilters: { createdBefore: '2026-01-31', status: ['CLOSED'], channelId: 'CA1' },
			},
			sdk: async (v2) =>
				await v2.conversations.list({ status: ['CLOSED'], channelId: 'CA1', pageSize: 1000 }),
		},
	],
	close: [
		{
			title: 'reads the conversation first',
			parameters: { conversationId: byId(ID) },
			sdk: async (v2) => {
				await v2.conversations(ID).fetch();
				await v2.conversations(ID).patch({ status: 'CLOSED' });
			},
		},
		{
			title: 'by id as plain text, raw',
			parameters: { conversationId: ID, simplify: false },
			sdk: async (v2) => {
				await v2.conversations(ID).fetch();
				await v2.conversations(ID).patch({ status: 'CLOSED' });
			},
		},
	],
	get: [
		{
			title: 'by id',
			parameters: { conversationId: byId(ID) },
			sdk: async (v2) => await v2.conversations(ID).fetch(),
		},
		{
			title: 'by id as plain text, raw',
			parameters: { conversationId: ID, simplify: false },
			sdk: async (v2) => await v2.conversations(ID).fetch(),
		},
	],
	getTranscript: [
		{
			title: 'everything, in the largest pages',
			parameters: { conversationId: byId(ID) },
			sdk: async (v2) => await transcript(v2),
		},
		{
			title: 'a part of it: all is read, because the API has no such filters',
			parameters: {
				conversationId: ID,
				options: {
					...{ lastMessages: 5, since: '2026-01-31T09:00:00Z', leaveOutTypes: ['AI_AGENT'] },
					...{ maxCharacters: 1000, joinVoiceTurns: false, outputFile: 'csv' },
				},
			},
			sdk: async (v2) => await transcript(v2),
		},
	],
	getAll: [
		{
			title: 'up to the default limit',
			parameters: {},
			sdk: async (v2) => await v2.conversations.list({ limit: 50 }),
		},
		{
			title: 'everything, in the largest pages',
			parameters: { returnAll: true },
			sdk: async (v2) => await v2.conversations.list({ pageSize: 1000 }),
		},
		{
			title: 'the open ones of a customer: what Twilio cannot filter is not sent',
			parameters: {
				returnAll: true,
				filters: {
					...{ status: ['ACTIVE'], participantAddress: 'whatsapp:+15017122661' },
					...{ participantProfileId: 'mem_profile_1', createdAfter: '30 days ago' },
					...{ nameDoesNotContain: 'VIP', updatedAfter: '2026-01-31' },
				},
			},
			sdk: async (v2) => await v2.conversations.list({ status: ['ACTIVE'], pageSize: 1000 }),
		},
		{
			title: 'several statuses and a channel id',
			parameters: {
				limit: 5,
				filters: { status: ['ACTIVE', 'CLOSED'], channelId: 'CA 1/2?&ü' },
			},
			sdk: async (v2) =>
				await v2.conversations.list({
					status: ['ACTIVE', 'CLOSED'],
					channelId: 'CA 1/2?&ü',
					limit: 5,
				}),
		},
	],
	update: [
		{
			title: 'status only',
			parameters: { conversationId: byId(ID), status: 'CLOSED' },
			sdk: async (v2) => await v2.conversations(ID).update({ status: 'CLOSED' }),
		},
		{
			title: 'status only, with fields to clear, which are left out',
			parameters: {
				conversationId: byId(ID),
				status: 'ACTIVE',
				updateFields: { clearFields: ['name', 'metadata'] },
			},
			sdk: async (v2) => await v2.conversations(ID).update({ status: 'ACTIVE' }),
		},
		{
			title: 'status, name and metadata',
			parameters: {
				conversationId: byId(ID),
				status: 'INACTIVE',
				updateFields: { name: 'New', metadata: { values: [{ key: 'a', value: '1' }] } },
			},
			sdk: async (v2) =>
				await v2
					.conversations(ID)
					.update({ status: 'INACTIVE', name: 'New', metadata: { a: '1' } }),
		},
		{
			title: 'metadata as JSON',
			parameters: {
				conversationId: byId(ID),
				status: 'ACTIVE',
				defineUsing: 'json',
				updateFields: { metadataJson: '{ "a": "1", "empty": "" }' },
			},
			sdk: async (v2) =>
				await v2.conversations(ID).update({ status: 'ACTIVE', metadata: { a: '1', empty: '' } }),
		},
	],
	patch: [
		{
			title: 'close',
			parameters: { conversationId: byId(ID), updateFields: { status: 'CLOSED' } },
			sdk: async (v2) => await v2.conversations(ID).patch({ status: 'CLOSED' }),
		},
		{
			title: 'clear the name, remove one metadata entry and set another',
			parameters: {
				conversationId: byId(ID),
				updateFields: {
					clearFields: ['name'],
					removeMetadataKeys: 'old',
					metadata: { values: [{ key: 'new', value: '1' }] },
				},
			},
			sdk: async (v2) =>
				await v2.conversations(ID).patch({ name: null, metadata: { old: null, new: '1' } }),
		},
		{
			title: 'remove one metadata entry by null in JSON, and set one to empty text',
			parameters: {
				conversationId: byId(ID),
				defineUsing: 'json',
				updateFields: { metadataJson: '{ "old": null, "empty": "" }' },
			},
			sdk: async (v2) => await v2.conversations(ID).patch({ metadata: { old: null, empty: '' } }),
		},
		{
			title: 'remove metadata entries alone',
			parameters: {
				conversationId: byId(ID),
				updateFields: { removeMetadataKeys: 'a, b.c' },
			},
			sdk: async (v2) => await v2.conversations(ID).patch({ metadata: { a: null, 'b.c': null } }),
		},
		{
			title: 'clear the status callbacks',
			parameters: {
				conversationId: byId(ID),
				updateFields: { clearFields: ['statusCallbacks'] },
			},
			sdk: async (v2) =>
				await v2.conversations(ID).patch({ configuration: { statusCallbacks: [] } }),
		},
		{
			title: 'replace the status callbacks',
			parameters: {
				conversationId: byId(ID),
				updateFields: {
					statusCallbacks: {
						values: [
							{ url: 'https://example.com/a', method: 'POST' },
							{ url: 'https://example.com/b?x=1', method: 'GET' },
						],
					},
				},
			},
			sdk: async (v2) =>
				await v2.conversations(ID).patch({
					configuration: {
						statusCallbacks: [
							{ url: 'https://example.com/a', method: 'POST' },
							{ url: 'https://example.com/b?x=1', method: 'GET' },
						],
					},
				}),
		},
		{
			title: 'stop the status callbacks with an empty list',
			parameters: {
				conversationId: byId(ID),
				defineUsing: 'json',
				updateFields: { statusCallbacksJson: '[]' },
			},
			sdk: async (v2) =>
				await v2.conversations(ID).patch({ configuration: { statusCallbacks: [] } }),
		},
	],
	delete: [
		{
			title: 'with an idempotency key, waiting for the operation',
			parameters: { conversationId: byId(ID), options: { idempotencyKey: UUID } },
			sdk: async (v2) => {
				await v2.conversations(ID).remove({ idempotencyKey: UUID });
				await v2.operations('proc_job_recorded').fetch();
			},
		},
		{
			title: 'without waiting',
			parameters: {
				conversationId: byId(ID),
				options: { idempotencyKey: UUID, waitForCompletion: false },
			},
			sdk: async (v2) => await v2.conversations(ID).remove({ idempotencyKey: UUID }),
		},
	],
	start: [
		{
			title: 'a text from number to number, waiting until it is sent',
			parameters: {
				configurationId: byId(CONFIGURATION),
				customer: { channel: 'WHATSAPP', address: '+1 (501) 712-2661' },
				ourSide: { channel: 'WHATSAPP', address: '+1 800 555 0100' },
				text: 'Your order is on its way – Ünïcode ☎',
			},
			sdk: async (v2) => {
				const content = { text: 'Your order is on its way – Ünïcode ☎' };
				await started(v2, [{ type: 'CUSTOMER' }, { type: 'AGENT' }], { content });
				await v2.actions('Conversations', 'conv_action_recorded').fetch();
			},
		},
		{
			title: 'names, profiles and types, a template with media and channel settings',
			parameters: {
				configurationId: CONFIGURATION,
				customer: {
					...{ channel: 'WHATSAPP', address: 'whatsapp:+15017122661', type: 'UNKNOWN' },
					...{ name: 'Ada', profileId: participant.profileId },
				},
				ourSide: {
					...{ channel: 'WHATSAPP', address: 'whatsapp:+18005550100', type: 'AI_AGENT' },
					...{ name: 'Bot', profileId: 'mem_profile_1' },
				},
				additionalFields: {
					contentId: 'HX1',
					variables: { values: [{ key: '1', value: 'Ada' }] },
					mediaUrls: 'https://example.com/a.png',
					channelSettings: '{ "messagingServiceSid": "MG1" }',
				},
				simplify: false,
				options: { waitForCompletion: false },
			},
			sdk: async (v2) =>
				await started(
					v2,
					[
						{ name: 'Ada', type: 'UNKNOWN', profileId: participant.profileId },
						{ name: 'Bot', type: 'AI_AGENT', profileId: 'mem_profile_1' },
					],
					{
						content: {
							contentId: 'HX1',
							variables: { '1': 'Ada' },
							mediaUrls: ['https://example.com/a.png'],
						},
						channelSettings: { messagingServiceSid: 'MG1' },
					},
				),
		},
		{
			title: 'a template with its variables as JSON',
			parameters: {
				configurationId: byId(CONFIGURATION),
				customer: { channel: 'WHATSAPP', address: '+15017122661' },
				ourSide: { channel: 'WHATSAPP', address: '+18005550100' },
				defineUsing: 'json',
				additionalFields: { contentId: 'HX1', variablesJson: '{ "1": 4711, "empty": "" }' },
				options: { waitForCompletion: false },
			},
			sdk: async (v2) =>
				await started(v2, [{ type: 'CUSTOMER' }, { type: 'AGENT' }], {
					content: { contentId: 'HX1', variables: { '1': '4711', empty: '' } },
				}),
		},
	],
};
