import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/**
 * The members that most workflows need, with everything that a change can lose: the rules and
 * timeouts of its channels, the intelligence IDs and the URLs of its callbacks.
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
