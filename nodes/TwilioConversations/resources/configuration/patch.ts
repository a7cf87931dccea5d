import { defineUsing } from '../../../shared/fields/asJson';
import { PATCH_CONFIGURATION } from '../../../api/endpoints';
import { requestPatch } from '../../../api/jobs/configuration';
import { type ListChange, MAX_CALLBACKS } from '../../../api/jobs/configurationLists';
import { asyncOptions, writeKey } from '../asyncWrite';
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
	memoryExtractionEnabled,
	memoryStoreId,
} from './attributes';
import { changeLists } from './changeLists';
import {
	type Entered,
	enteredLists,
	listMode,
	refuseBareChannels,
	removeListsNotice,
	replaceListsNotice,
} from './listMode';
import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { recordOutput } from '../shorten';
import { simplified } from '../../../shared/simplified/configuration';
import { settled } from './settled';

const UP_TO_LIST_MODE = 'What becomes of those that are there is up to List Mode';

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
		statusCallbacks(MAX_CALLBACKS, UP_TO_LIST_MODE),
		statusCallbacksJson(MAX_CALLBACKS, UP_TO_LIST_MODE),
	],
	// All members that may be null (Twilio OpenAPI document, PATCH of a configuration).
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

/** Entries to add to lists or to remove from them. */
interface Single {
	readonly change: ListChange;
	readonly entered: Entered;
}

export const patch = defineOperation({
	name: 'Update',
	value: 'patch',
	action: 'Update a configuration',
	description:
		'Change single fields of a configuration, e.g. its timeouts. The others stay as they are.',
	endpoint: PATCH_CONFIGURATION,
	fields: [
		configurationId,
		listMode,
		replaceListsNotice,
		removeListsNotice,
		defineUsing,
		updateFields,
		...recordOutput(simplified),
		asyncOptions,
	],
	toBody({ listMode: mode, defineUsing: using, updateFields: fields }): Single | undefined {
		if (mode === 'add' || mode === 'remove') {
			return { change: mode, entered: enteredLists(fields, mode) };
		}
		if (using === 'fields') refuseBareChannels(fields.channelSettings);
		return undefined;
	},
	async execute(run, input) {
		const { client, ids } = run;
		const id = ids.configurationId;
		if (input.body !== undefined) return await changeLists(run, id, input.body, input);
		const key = writeKey(run, input.options, 'patch', id, input.updateFields);
		const send = async (own: string) => await requestPatch(client, id, input.updateFields, own);
		return await settled(client, { target: { id }, key, send }, input);
	},
});
