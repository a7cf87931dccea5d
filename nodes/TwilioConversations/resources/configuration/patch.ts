import { PATCH_CONFIGURATION, requestPatch } from '../../../api/configuration';
import { asyncOptions, writeKey } from '../asyncWrite';
import { simplify } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { clearable, filled } from '../fields/presence';
import {
	statusCallbacks,
	statusCallbacksJson,
	stopStatusCallbacks,
} from '../fields/statusCallbacks';
import { channelSettings, channelSettingsJson } from './channelSettings';
import {
	configurationId,
	conversationGroupingType,
	conversationsV1Bridge,
	description,
	displayName,
	intelligenceConfigurationIds,
	MAX_CALLBACKS,
	memoryExtractionEnabled,
	memoryStoreId,
} from './fields';
import { settled } from './settled';

const updateFields = collection(
	'updateFields',
	'Update Fields',
	[
		channelSettings({ removes: true }),
		channelSettingsJson({ removes: true }),
		filled(conversationGroupingType),
		clearable(conversationsV1Bridge, 'Leave empty to remove the bridge.'),
		clearable(description, 'Leave empty to remove it.'),
		filled(displayName),
		clearable(intelligenceConfigurationIds, 'Leave empty to remove all of them.'),
		memoryExtractionEnabled,
		filled(memoryStoreId),
		statusCallbacks(MAX_CALLBACKS),
		statusCallbacksJson(MAX_CALLBACKS),
		stopStatusCallbacks,
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
