import { stringListField } from '../fields/string';

/** Of a configuration, or in its place for one conversation. At most 5 (Twilio OpenAPI document). */
export const intelligenceConfigurationIds = stringListField(
	'intelligenceConfigurationIds',
	'Intelligence IDs',
	{
		max: 5,
		placeholder: 'e.g. intelligence_configuration_01k1etk2y5f1y9fpe2epfdtvv2',
		description: 'Conversational Intelligence configurations, separated by commas, up to 5',
	},
);
