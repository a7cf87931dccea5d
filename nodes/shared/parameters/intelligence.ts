import { MAX_INTELLIGENCE_IDS } from '../../api/jobs/configurationLists';
import { stringListField } from '../fields/string';

/** For a configuration, or for a single conversation instead. */
export const intelligenceConfigurationIds = stringListField(
	'intelligenceConfigurationIds',
	'Intelligence IDs',
	{
		max: MAX_INTELLIGENCE_IDS,
		placeholder: 'e.g. intelligence_configuration_…',
		description: 'Conversational Intelligence configurations, separated by commas, up to 5',
	},
);
