import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { statusCallbacks, statusCallbacksJson } from '../../../shared/parameters/statusCallbacks';
import { conversationsV1Bridge, MAX_CALLBACKS, memoryExtractionEnabled } from './attributes';
import { channelSettings, channelSettingsJson } from './channelSettings';

/** The optional fields of a configuration that is created or replaced. */
export const optional = [
	channelSettings({ merges: false }),
	channelSettingsJson({ merges: false }),
	conversationsV1Bridge,
	intelligenceConfigurationIds,
	memoryExtractionEnabled,
	statusCallbacks(MAX_CALLBACKS),
	statusCallbacksJson(MAX_CALLBACKS),
] as const;
