import { PATCH_CONFIGURATION } from '../../../api/endpoints';
import { requestPatch } from '../../../api/jobs/configuration';
import { asyncOptions, writeKey } from '../asyncWrite';
import { simplify } from '../../../shared/parameters/simplify';
import { defineOperation } from '../define';
import { statusCallbacks, statusCallbacksJson } from '../../../shared/parameters/statusCallbacks';
import { updateFieldsCollection } from '../../../shared/parameters/updateFields';
import { channelSettings, channelSettingsJson } from './channelSettings';
import {
	configurationId,
	conversationGroupingType,
	conversationsV1Bridge,
	description,
	displayName,
	MAX_CALLBACKS,
	memoryExtractionEnabled,
	memoryStoreId,
} from './attributes';
import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { settled } from './settled';

const updateFields = updateFieldsCollection(
	[
		channelSettings({ merges: true }),
		channelSettingsJson({ merges: true }),
		conversationGroupingType,
		conversationsV1Bridge,
		description,
		displayName,
		intelligenceConfigurationIds,
		memoryExtractionEnabled,
		memoryStoreId,
		statusCallbacks(MAX_CALLBACKS),
		statusCallbacksJson(MAX_CALLBACKS),
	],
	// All that may be null (Twilio OpenAPI document, PATCH of a configuration).
	[
		'conversationsV1Bridge',
		'description',
		'displayName',
		'intelligenceConfigurationIds',
		'memoryExtractionEnabled',
		'memoryStoreId',
		'statusCallbacks',
	],
	{ atLeastOne: true },
);

export const patch = defineOperation({
	name: 'Partially Update',
	value: 'patch',
	action: 'Partially update configuration',
	description:
		'Change single fields of a configuration, e.g. its timeouts. The others stay as they are.',
	endpoint: PATCH_CONFIGURATION,
	fields: [configurationId, updateFields, asyncOptions, simplify],
	async execute(run, input) {
		const { client, ids } = run;
		const id = ids.configurationId;
		const key = writeKey(run, input.options, 'patch', id, input.updateFields);
		const send = async (own: string) => await requestPatch(client, id, input.updateFields, own);
		return await settled(client, { target: { id }, key, send }, input);
	},
});
