import { UPDATE_CONFIGURATION } from '../../../api/endpoints';
import { asyncOptions, writeKey } from '../asyncWrite';
import { defineOperation } from '../define';
import { defineUsing } from '../../../shared/fields/asJson';
import { required } from '../../../shared/fields/required';
import { replaceNotice } from '../../../shared/parameters/replaceNotice';
import { updateFieldsCollection } from '../../../shared/parameters/updateFields';
import { withoutNulls } from '../../../api/json';
import {
	configurationId,
	conversationGroupingType,
	description,
	displayName,
	memoryStoreId,
} from './attributes';
import { optional } from './optional';
import { settled } from './settled';
import { recordOutput } from '../shorten';
import { simplified } from '../../../shared/simplified/configuration';

const updateFields = updateFieldsCollection(
	[...optional, displayName],
	// All members that the PUT does not require (Twilio OpenAPI document).
	[
		'channelSettings',
		'conversationsV1Bridge',
		'displayName',
		'intelligenceConfigurationIds',
		'memoryExtractionEnabled',
		'statusCallbacks',
	],
	{ replaces: true },
);

export const update = defineOperation({
	name: 'Replace',
	value: 'update',
	action: 'Replace a configuration',
	description:
		"Replace a configuration as a whole. What you leave out is cleared: use 'Update' to change single fields.",
	endpoint: UPDATE_CONFIGURATION,
	fields: [
		configurationId,
		replaceNotice(updateFields),
		required(description),
		required(conversationGroupingType),
		required(memoryStoreId),
		defineUsing,
		updateFields,
		...recordOutput(simplified),
		asyncOptions,
	],
	async execute(run, input) {
		const { client, endpoint, ids } = run;
		const body = {
			description: input.description,
			conversationGroupingType: input.conversationGroupingType,
			memoryStoreId: input.memoryStoreId,
			// Twilio's PUT requires this one.
			channelSettings: {},
			...withoutNulls(input.updateFields),
		};
		const key = writeKey(run, input.options, 'update', ids.configurationId, body);
		const send = async (idempotencyKey: string) =>
			await client.request(endpoint, { ids, body, idempotencyKey });
		return await settled(client, { target: { id: ids.configurationId }, key, send }, input);
	},
});
