import { intelligenceConfigurationIds } from '../../../shared/parameters/intelligence';
import { statusCallbacks, statusCallbacksJson } from '../../../shared/parameters/statusCallbacks';
import { conversationsV1Bridge, MAX_CALLBACKS, memoryExtractionEnabled } from './attributes';
import { channelSettings, channelSettingsJson } from './channelSettings';

/** What a configuration can be without, when it is created or replaced. */
export const optional = [
	channelSettings({ merges: false }),
	channelSettingsJson({ merges: false }),
	conversationsV1Bridge,
	intelligenceConfigurationIds,
	memoryExtractionEnabled,
	statusCallbacks(MAX_CALLBACKS),
	statusCallbacksJson(MAX_CALLBACKS),
] as const;
