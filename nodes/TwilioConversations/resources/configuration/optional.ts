import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { MAX_CONFIGURATION_CALLBACKS } from '../../../api/jobs/configurationLists';
import { statusCallbacks, statusCallbacksJson } from '../../../shared/parameters/statusCallbacks';
import { channelSettings, channelSettingsJson } from './channelSettings';
import { conversationsV1Bridge, memoryExtractionEnabled } from './attributes';

/** The optional fields of a configuration that is created or replaced. */
export const optional = [
	channelSettings({ merges: false }),
	channelSettingsJson({ merges: false }),
	conversationsV1Bridge,
	intelligenceConfigurationIds,
	memoryExtractionEnabled,
	statusCallbacks(MAX_CONFIGURATION_CALLBACKS),
	statusCallbacksJson(MAX_CONFIGURATION_CALLBACKS),
] as const;
