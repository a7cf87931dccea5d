import { CREATE_CONVERSATION, FETCH_CONVERSATION } from '../../../api/endpoints';
import { asJson, byFields, defineUsing } from '../../../shared/fields/asJson';
import {
	fixedCollectionField,
	fixedCollectionListField,
} from '../../../shared/fields/fixedCollection';
import { optionsField } from '../../../shared/fields/options';
import { requiredStringField, stringListField } from '../../../shared/fields/string';
import { additionalFieldsCollection } from '../../../shared/parameters/additionalFields';
import { configurationId } from '../../../shared/parameters/ids';
import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { participants, participantsJson } from '../../../shared/parameters/participants';
import { simplified } from '../../../shared/simplified/conversation';
import { defineOperation } from '../define';
import { createOnce, tryKey } from '../makeOnce';
import { recordOutput, shorten } from '../shorten';
import { createOrReturn, explainExisting } from './existing';
import { name, newMetadata, newMetadataJson } from './nameAndMetadata';

const workflows = fixedCollectionListField(
	'workflows',
	'Workflows',
	{
		label: 'Workflow',
		fields: [
			requiredStringField('flowId', 'Flow ID', {
				trimmed: true,
				placeholder: 'e.g. FW…',
				description: 'Studio flow to run',
			}),
		],
	},
	{ description: 'Studio flows to run. They replace those of the configuration.' },
);

/** Twilio OpenAPI document; for the last three, twilio 6.2. */
const overrides = fixedCollectionField(
	'configuration',
	'Overrides',
	'Overrides',
	[
		intelligenceConfigurationIds,
		stringListField('observationExtractionStrategyIds', 'Observation IDs', {
			placeholder: 'e.g. strategy_1, strategy_2',
			description: 'IDs of the strategies that extract observations, separated by commas',
		}),
		workflows,
		stringListField('traitExtractionStrategyIds', 'Trait IDs', {
			placeholder: 'e.g. strategy_1, strategy_2',
			description: 'IDs of the strategies that extract traits, separated by commas',
		}),
	],
	{ description: 'Settings that replace those of the configuration for this conversation' },
);

const additionalFields = additionalFieldsCollection([
	byFields(overrides),
	asJson(overrides, '{ "intelligenceConfigurationIds": ["…"] }', {
		description:
			'Settings that replace those of the configuration for this conversation, as the API takes them',
	}),
	newMetadata,
	newMetadataJson,
	name,
]);

const LOOK_FIRST =
	'It was not created again. Look for it in Twilio before you run the workflow once more, because that would create another.';

const ifExists = optionsField(
	'ifExists',
	'If It Already Exists',
	[
		{ name: 'Fail', value: 'fail', description: 'Stop, and name the conversation that is there' },
		{
			name: 'Return Existing',
			value: 'returnExisting',
			description: 'Go on with the conversation that is there',
		},
	],
	{
		description:
			'What to do when the same participants already have an open conversation under this configuration',
	},
);

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a conversation',
	description: 'Create a conversation, with its participants if you like',
	endpoint: CREATE_CONVERSATION,
	fields: [
		configurationId,
		ifExists,
		defineUsing,
		participants,
		participantsJson,
		additionalFields,
		...recordOutput(simplified),
	],
	async execute(run, input) {
		const { client, endpoint, ids } = run;
		const body = {
			configurationId: input.configurationId,
			...(input.participants !== undefined && { participants: input.participants }),
			...input.additionalFields,
		};
		// Twilio knows a conversation again by who takes part in it.
		const wayOut = input.participants === undefined ? LOOK_FIRST : undefined;
		const making = { done: 'created', what: 'the conversation', wayOut };
		const key = tryKey(run, 'create', input.configurationId, body);
		const create = async () =>
			await createOnce(run, key, making, {
				create: async () => await client.request(endpoint, { ids, body }),
				read: async (conversationId) =>
					await client.request(FETCH_CONVERSATION, { ids: { conversationId } }),
			});
		const { body: record, created } =
			input.ifExists === 'returnExisting'
				? await createOrReturn(client, create)
				: await create().then(
						(answer) => ({ ...answer, created: true }),
						(error: unknown) => {
							throw explainExisting(client, error);
						},
					);
		return [{ ...shorten(record, input, simplified), created }];
	},
});
