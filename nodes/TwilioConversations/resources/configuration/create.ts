import { CREATE_CONFIGURATION } from '../../../api/endpoints';
import { defineUsing } from '../../../shared/fields/asJson';
import { required } from '../../../shared/fields/required';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { asyncOptions, writeKey } from '../asyncWrite';
import { defineOperation } from '../define';
import { conversationGroupingType, description, displayName, memoryStoreId } from './attributes';
import { optional } from './optional';
import { recordOutput } from '../shorten';
import { simplified } from '../../../shared/simplified/configuration';
import { settled } from './settled';

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a configuration',
	description: 'Create a configuration: the rules that its conversations follow',
	endpoint: CREATE_CONFIGURATION,
	fields: [
		required(displayName),
		required(description),
		required(conversationGroupingType),
		required(memoryStoreId),
		defineUsing,
		additionalFieldsCollection(optional),
		...recordOutput(simplified),
		asyncOptions,
	],
	async execute(run, input) {
		const { client, endpoint, ids } = run;
		const body = {
			displayName: input.displayName,
			description: input.description,
			conversationGroupingType: input.conversationGroupingType,
			memoryStoreId: input.memoryStoreId,
			...input.additionalFields,
		};
		const key = writeKey(run, input.options, 'create', input.displayName, body);
		const send = async (idempotencyKey: string) =>
			await client.request(endpoint, { ids, body, idempotencyKey });
		return await settled(client, { target: { displayName: input.displayName }, key, send }, input);
	},
});
