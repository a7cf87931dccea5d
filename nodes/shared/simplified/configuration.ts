import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../api/json';

/** What most workflows need of a configuration: of its rules, the channels and the URLs. */
export function simplified(configuration: IDataObject): IDataObject {
	const { id, displayName, description, conversationGroupingType, memoryStoreId } = configuration;
	const { version, createdAt, updatedAt, channelSettings, statusCallbacks } = configuration;
	const callbacks = Array.isArray(statusCallbacks) ? statusCallbacks.filter(isRecord) : [];
	return {
		id,
		displayName,
		description,
		conversationGroupingType,
		memoryStoreId,
		channels: isRecord(channelSettings) ? Object.keys(channelSettings) : [],
		statusCallbacks: callbacks.map(({ url }) => url),
		version,
		createdAt,
		updatedAt,
	};
}
