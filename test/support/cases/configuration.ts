import { jsonParse } from 'n8n-workflow';
import type { PatchConfigurationRequest } from 'twilio/lib/rest/conversations/v2/configuration';

import { byId, type ContractCases } from './types';

const ID = 'conv_configuration_01k1etx3jbfx88476ccja0889d';
/** IDs in the recorder's answer to every write. */
const CREATED = 'conv_configuration_recorded';
const OPERATION = 'proc_job_recorded';
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const BRIDGE = `IS${'0123456789abcdef'.repeat(2)}`;
const MEMORY_STORE = 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2';

/** On configuration writes the SDK takes the key as a header. */
const withKey = () => ({ 'Idempotency-Key': UUID });
const options = { idempotencyKey: UUID };
const atOnce = { ...options, waitForCompletion: false };

const basis = {
	description: 'Kundendienst – SMS & ☎',
	conversationGroupingType: 'GROUP_BY_PROFILE',
	memoryStoreId: MEMORY_STORE,
};
const named = { displayName: 'Support_1 - EU', ...basis };
const rule = { from: '*', to: '+15017122661', metadata: { callType: 'PSTN' } };

/** Every member of a configuration: first as fields, then as the API takes it. */
const byFields = {
	channelSettings: {
		values: [
			{
				channel: 'SMS',
				statusTimeouts: { inactive: 10, closed: 30 },
				captureRules: {
					values: [
						{ ...rule, metadata: { values: [{ key: 'callType', value: 'PSTN' }] } },
						{ from: '+15017122661', to: '*' },
					],
				},
			},
			{ channel: 'CHAT', statusTimeouts: { closed: 1 } },
			{ channel: 'RCS' },
		],
	},
	statusCallbacks: {
		values: [
			{ url: 'https://example.com/a', method: 'POST' },
			{ url: 'https://example.com/b?x=1', method: 'GET' },
		],
	},
	intelligenceConfigurationIds: 'ic_1, ic_2',
	memoryExtractionEnabled: true,
	conversationsV1Bridge: BRIDGE,
};
/** The channels that have rules or time-outs. */
const SMS_AND_CHAT = { values: byFields.channelSettings.values.slice(0, 2) };
const asApi = {
	channelSettings: {
		SMS: {
			statusTimeouts: { inactive: 10, closed: 30 },
			captureRules: [rule, { from: '+15017122661', to: '*' }],
		},
		CHAT: { statusTimeouts: { closed: 1 } },
		RCS: {},
	},
	statusCallbacks: [
		{ url: 'https://example.com/a', method: 'POST' },
		{ url: 'https://example.com/b?x=1', method: 'GET' },
	],
	intelligenceConfigurationIds: ['ic_1', 'ic_2'],
	memoryExtractionEnabled: true,
	conversationsV1Bridge: { serviceId: BRIDGE },
};
const asJson = {
	channelSettingsJson: JSON.stringify(asApi.channelSettings),
	statusCallbacksJson: JSON.stringify(asApi.statusCallbacks),
	intelligenceConfigurationIds: '["ic_1", "ic_2"]',
	memoryExtractionEnabled: true,
	conversationsV1Bridge: JSON.stringify(asApi.conversationsV1Bridge),
};

/** The API and the SDK's JavaScript take null for a member; the SDK's types do not. */
const patchOf = (body: object) => jsonParse<PatchConfigurationRequest>(JSON.stringify(body));

export const configuration: ContractCases = {
	create: [
		{
			title: 'required fields only',
			parameters: { ...named, options },
			sdk: async (v2) => {
				await v2.configurations.create(named, withKey());
				await v2.operations(OPERATION).fetch();
				await v2.configurations(CREATED).fetch();
			},
		},
		{
			title: 'everything by fields, without waiting',
			parameters: { ...named, additionalFields: byFields, options: atOnce },
			sdk: async (v2) => await v2.configurations.create({ ...named, ...asApi }, withKey()),
		},
		{
			title: 'the same as JSON',
			parameters: { ...named, defineUsing: 'json', additionalFields: asJson, options: atOnce },
			sdk: async (v2) => await v2.configurations.create({ ...named, ...asApi }, withKey()),
		},
	],
	get: [
		{
			title: 'by id',
			parameters: { configurationId: byId(ID) },
			sdk: async (v2) => await v2.configurations(ID).fetch(),
		},
		{
			title: 'by id as plain text, raw',
			parameters: { configurationId: ID, simplify: false },
			sdk: async (v2) => await v2.configurations(ID).fetch(),
		},
	],
	getAll: [
		{
			title: 'up to the default limit',
			parameters: {},
			sdk: async (v2) => await v2.configurations.list({ limit: 50 }),
		},
		{
			title: 'everything, in the largest pages',
			parameters: { returnAll: true },
			sdk: async (v2) => await v2.configurations.list({ pageSize: 1000 }),
		},
		{
			title: 'those of a memory store',
			parameters: { limit: 5, filters: { memoryStoreId: MEMORY_STORE } },
			sdk: async (v2) => await v2.configurations.list({ memoryStoreId: MEMORY_STORE, limit: 5 }),
		},
	],
	update: [
		{
			title: 'required fields only: the API requires channel settings as well',
			parameters: { configurationId: byId(ID), ...basis, options },
			sdk: async (v2) => {
				await v2.configurations(ID).update({ ...basis, channelSettings: {} }, withKey());
				await v2.operations(OPERATION).fetch();
				await v2.configurations(ID).fetch();
			},
		},
		{
			title: 'everything by fields, without waiting',
			parameters: {
				configurationId: byId(ID),
				...basis,
				updateFields: { ...byFields, displayName: 'New' },
				options: atOnce,
			},
			sdk: async (v2) =>
				await v2.configurations(ID).update({ ...basis, ...asApi, displayName: 'New' }, withKey()),
		},
		{
			title: 'the same as JSON',
			parameters: {
				configurationId: byId(ID),
				...basis,
				defineUsing: 'json',
				updateFields: { ...asJson, displayName: 'New' },
				options: atOnce,
			},
			sdk: async (v2) =>
				await v2.configurations(ID).update({ ...basis, ...asApi, displayName: 'New' }, withKey()),
		},
		{
			title: 'fields to clear are left out',
			parameters: {
				configurationId: byId(ID),
				...basis,
				updateFields: { clearFields: ['channelSettings', 'displayName', 'statusCallbacks'] },
				options: atOnce,
			},
			sdk: async (v2) =>
				await v2.configurations(ID).update({ ...basis, channelSettings: {} }, withKey()),
		},
	],
	addCaptureRule: [
		{
			title: 'to a channel without settings, the number as people write it',
			parameters: {
				configurationId: byId(ID),
				...{ channel: 'SMS', from: '*', to: '+1 (501) 712-2661' },
				options: atOnce,
			},
			sdk: async (v2) => {
				const captureRules = [{ from: '*', to: '+15017122661' }];
				await v2.configurations(ID).fetch();
				await v2
					.configurations(ID)
					.patch({ channelSettings: { SMS: { captureRules } } }, withKey());
			},
		},
		{
			title: 'with metadata',
			parameters: {
				configurationId: byId(ID),
				...{ channel: 'VOICE', from: rule.from, to: rule.to },
				additionalFields: { metadata: { values: [{ key: 'callType', value: 'PSTN' }] } },
				options: atOnce,
			},
			sdk: async (v2) => {
				await v2.configurations(ID).fetch();
				await v2
					.configurations(ID)
					.patch({ channelSettings: { VOICE: { captureRules: [rule] } } }, withKey());
			},
		},
	],
	removeCaptureRule: [
		{
			title: 'a rule that does not exist: nothing is written',
			parameters: { configurationId: byId(ID), channel: 'SMS', from: '*', to: '+15017122661' },
			sdk: async (v2) => await v2.configurations(ID).fetch(),
		},
		{
			title: 'a rule with metadata that does not exist: nothing is written',
			parameters: {
				configurationId: ID,
				...{ channel: 'VOICE', from: rule.from, to: rule.to },
				additionalFields: { metadata: { values: [{ key: 'callType', value: 'PSTN' }] } },
				simplify: false,
			},
			sdk: async (v2) => await v2.configurations(ID).fetch(),
		},
	],
	patch: [
		{
			title: 'addresses in capture rules as people write them',
			parameters: {
				configurationId: byId(ID),
				updateFields: {
					channelSettings: {
						values: [
							{
								channel: 'SMS',
								captureRules: { values: [{ from: '*', to: ' +1 (501) 712-2661' }] },
							},
						],
					},
				},
				options: atOnce,
			},
			sdk: async (v2) => {
				const captureRules = [{ from: '*', to: '+15017122661' }];
				await v2
					.configurations(ID)
					.patch({ channelSettings: { SMS: { captureRules } } }, withKey());
			},
		},
		{
			title: 'added to lists, by fields, with a field that is set',
			parameters: {
				configurationId: byId(ID),
				listMode: 'add',
				updateFields: { ...byFields, channelSettings: SMS_AND_CHAT, description: 'New' },
				options: atOnce,
			},
			sdk: async (v2) => {
				await v2.configurations(ID).fetch();
				const { SMS, CHAT } = asApi.channelSettings;
				const body = { ...asApi, channelSettings: { SMS, CHAT }, description: 'New' };
				await v2.configurations(ID).patch(body, withKey());
			},
		},
		{
			title: 'removed from lists that do not have it: nothing is written',
			parameters: {
				configurationId: byId(ID),
				listMode: 'remove',
				defineUsing: 'json',
				updateFields: {
					channelSettingsJson: '{ "SMS": { "captureRules": [{ "from": "*", "to": "*" }] } }',
					intelligenceConfigurationIds: 'ic_1',
				},
			},
			sdk: async (v2) => await v2.configurations(ID).fetch(),
		},
		{
			title: 'time-outs of one channel',
			parameters: {
				configurationId: byId(ID),
				updateFields: {
					channelSettings: {
						values: [{ channel: 'SMS', statusTimeouts: { inactive: 60, closed: 1440 } }],
					},
				},
				options,
			},
			sdk: async (v2) => {
				const channelSettings = { SMS: { statusTimeouts: { inactive: 60, closed: 1440 } } };
				await v2.configurations(ID).patch({ channelSettings }, withKey());
				await v2.operations(OPERATION).fetch();
				await v2.configurations(ID).fetch();
			},
		},
		{
			title: 'everything by fields',
			parameters: {
				configurationId: byId(ID),
				updateFields: { ...byFields, channelSettings: SMS_AND_CHAT, ...named },
				options: atOnce,
			},
			async sdk(v2) {
				const { SMS, CHAT } = asApi.channelSettings;
				const body = { ...asApi, channelSettings: { SMS, CHAT }, ...named };
				await v2.configurations(ID).patch(body, withKey());
			},
		},
		{
			title: 'all fields to clear, and a channel to remove',
			parameters: {
				configurationId: byId(ID),
				updateFields: {
					channelSettings: { values: [{ channel: 'VOICE', remove: true }] },
					clearFields: [
						'conversationsV1Bridge',
						'description',
						'displayName',
						'intelligenceConfigurationIds',
						'memoryExtractionEnabled',
						'memoryStoreId',
						'statusCallbacks',
					],
				},
				options: atOnce,
			},
			sdk: async (v2) =>
				await v2.configurations(ID).patch(
					patchOf({
						channelSettings: { VOICE: null },
						conversationsV1Bridge: null,
						description: null,
						displayName: null,
						intelligenceConfigurationIds: null,
						memoryExtractionEnabled: null,
						memoryStoreId: null,
						statusCallbacks: null,
					}),
					withKey(),
				),
		},
		{
			title: 'channels as JSON: one without time-outs, one removed, one that we do not know',
			parameters: {
				configurationId: byId(ID),
				defineUsing: 'json',
				updateFields: {
					channelSettingsJson:
						'{ "WHATSAPP": { "statusTimeouts": null, "captureRules": null }, "VOICE": null, "EMAIL": { "statusTimeouts": { "inactive": null, "closed": 5 } } }',
					statusCallbacksJson: '[]',
					memoryExtractionEnabled: false,
				},
				options: atOnce,
			},
			sdk: async (v2) =>
				await v2.configurations(ID).patch(
					patchOf({
						channelSettings: {
							WHATSAPP: { statusTimeouts: null },
							VOICE: null,
							EMAIL: { statusTimeouts: { closed: 5 } },
						},
						statusCallbacks: [],
						memoryExtractionEnabled: false,
					}),
					withKey(),
				),
		},
	],
	delete: [
		{
			title: 'with an idempotency key, waiting for the operation',
			parameters: { configurationId: byId(ID), options },
			sdk: async (v2) => {
				await v2.configurations(ID).remove({ idempotencyKey: UUID });
				await v2.operations(OPERATION).fetch();
			},
		},
		{
			title: 'without waiting',
			parameters: { configurationId: byId(ID), options: atOnce },
			sdk: async (v2) => await v2.configurations(ID).remove({ idempotencyKey: UUID }),
		},
	],
};
