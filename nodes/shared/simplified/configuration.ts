import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/**
 * What most workflows need of a configuration. What a change of it can lose is all there: the rules
 * and timeouts of its channels, the intelligence IDs and the URLs of its callbacks.
 */
export function simplified(configuration: IDataObject): IDataObject {
	const { id, displayName, description, conversationGroupingType, memoryStoreId } = configuration;
	const { channelSettings, intelligenceConfigurationIds, statusCallbacks, version } = configuration;
	const callbacks = Array.isArray(statusCallbacks) ? statusCallbacks.filter(isRecord) : [];
	return {
		id,
		displayName,
		description,
		conversationGroupingType,
		memoryStoreId,
		channelSettings: channelSettings ?? {},
		intelligenceConfigurationIds: intelligenceConfigurationIds ?? [],
		statusCallbacks: callbacks.map(({ url }) => url),
		version,
	};
}
