import { PUT_CONFIGURATION } from '../../../api/configuration';
import { asyncOptions, writeKey } from '../asyncWrite';
import { simplify } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { filled, required } from '../fields/presence';
import {
	configurationId,
	conversationGroupingType,
	description,
	displayName,
	memoryStoreId,
} from './fields';
import { optional } from './optional';
import { settled } from './settled';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update configuration',
	description:
		"Replace a configuration as a whole. What you leave out is cleared: use 'Partially Update' to change single fields.",
	endpoint: PUT_CONFIGURATION,
	fields: [
		configurationId,
		required(description),
		required(conversationGroupingType),
		required(memoryStoreId),
		collection('updateFields', 'Update Fields', [...optional, filled(displayName)]),
		asyncOptions,
		simplify,
	],
	async execute(run, input) {
		const { client, endpoint, ids } = run;
		const body = {
			description: input.description,
			conversationGroupingType: input.conversationGroupingType,
			memoryStoreId: input.memoryStoreId,
			// The one optional part that Twilio's PUT asks for.
			channelSettings: {},
			...input.updateFields,
		};
		const key = writeKey(run, input.options, 'update', ids.configurationId, body);
		const send = async (idempotencyKey: string) =>
			await client.request(endpoint, { ids, body, idempotencyKey });
		return await settled(client, { target: { id: ids.configurationId }, key, send }, input);
	},
});
