import { apiError, conflictingId } from '../../../api/errors';
import { configurationId, shorten, simplify } from '../common';
import { FETCH_CONVERSATION } from '../endpoints';
import { choice } from '../fields/choice';
import { requiredText, textList } from '../fields/text';
import { collection, group, rows } from '../fields/composite';
import { jsonTwin } from '../fields/jsonTwin';
import { participants } from '../fields/participants';
import { defineOperation } from '../define';
import { name, newMetadata, newMetadataJson } from './fields';
import { simplified } from '../../../shared/simplified/conversation';

const workflows = rows(
	'workflows',
	'Workflows',
	{
		label: 'Workflow',
		max: Infinity,
		fields: [
			requiredText('flowId', 'Flow ID', {
				placeholder: 'e.g. FWxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
				description: 'Studio flow to run',
			}),
		],
	},
	{ description: 'Studio flows to run. They replace those of the configuration.' },
);

/** Twilio OpenAPI document, and for the last three twilio 6.2. */
const configuration = group(
	'configuration',
	'Overrides',
	'Overrides',
	[
		textList('intelligenceConfigurationIds', 'Intelligence IDs', {
			max: 5,
			placeholder: 'e.g. intelligence_configuration_01k1etk2y5f1y9fpe2epfdtvv2',
			description: 'Conversational Intelligence configurations, separated by commas, up to 5',
		}),
		textList('observationExtractionStrategyIds', 'Observation IDs', {
			placeholder: 'e.g. strategy_1, strategy_2',
			description: 'IDs of the strategies that extract observations, separated by commas',
		}),
		workflows,
		textList('traitExtractionStrategyIds', 'Trait IDs', {
			placeholder: 'e.g. strategy_1, strategy_2',
			description: 'IDs of the strategies that extract traits, separated by commas',
		}),
	],
	{ description: 'Settings that replace those of the configuration for this conversation' },
);

const additionalFields = collection('additionalFields', 'Additional Fields', [
	configuration,
	jsonTwin(configuration, '{ "intelligenceConfigurationIds": ["…"] }', {
		description:
			'Settings that replace those of the configuration for this conversation, as the API takes them',
	}),
	newMetadata,
	newMetadataJson,
	name,
	participants,
	jsonTwin(participants, '[{ "addresses": [{ "channel": "SMS", "address": "+15017122661" }] }]', {
		description: 'Who takes part, as a list of objects as the API takes them, up to 50',
	}),
]);

const ifExists = choice(
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
	action: 'Create conversation',
	description: 'Create a conversation, with its participants if you like',
	endpoint: { method: 'POST', path: '/v2/Conversations' },
	fields: [configurationId, ifExists, additionalFields, simplify],
	async execute({ client, endpoint, ids }, input) {
		const body = { configurationId: input.configurationId, ...input.additionalFields };
		const answer = await client.request(endpoint, { ids, body }).catch(async (error: unknown) => {
			const existing = conflictingId(error);
			if (existing === undefined) throw error;
			if (input.ifExists === 'returnExisting') {
				return await client.request(FETCH_CONVERSATION, { ids: { conversationId: existing } });
			}
			throw apiError(
				client.node,
				{
					message: `These participants already have an open conversation: "${existing}"`,
					description:
						"Nothing was created. To go on with that one, set 'If It Already Exists' to 'Return Existing'; to begin a new one, close it first.",
				},
				{ status: 409, conflictingId: existing },
			);
		});
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
