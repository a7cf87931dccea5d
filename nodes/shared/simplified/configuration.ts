import type { IDataObject } from 'n8n-workflow';

import { recordsIn } from '../../api/json';

/**
 * The members that most workflows need, with everything that a change can lose: the rules and
 * timeouts of its channels, the intelligence IDs and the URLs of its callbacks.
 */
export function simplified(configuration: IDataObject): IDataObject {
	const { id, displayName, description, conversationGroupingType, memoryStoreId } = configuration;
	const { channelSettings, intelligenceConfigurationIds, statusCallbacks, version } = configuration;
	return {
		displayName: displayName ?? null,
		description: description ?? null,
		conversationGroupingType: conversationGroupingType ?? null,
		// As the API has them: they can be changed and written back.
		channelSettings: channelSettings ?? {},
		statusCallbacks: recordsIn(statusCallbacks).map(({ url }) => url),
		id: id ?? null,
		memoryStoreId: memoryStoreId ?? null,
		intelligenceConfigurationIds: intelligenceConfigurationIds ?? [],
		version: version ?? null,
	};
}
