import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { LIST_CONFIGURATIONS } from '../endpoints';
import { searchList } from './searchList';

/** Fills the configuration pickers: name, and the description beneath. */
export async function searchConfigurations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		{ endpoint: LIST_CONFIGURATIONS, ids: {} },
		({ id, displayName, description }) => ({
			name: String(displayName ?? id),
			value: String(id),
			description: typeof description === 'string' ? description : undefined,
			...{ texts: [displayName], words: [], addresses: [] },
		}),
		filter,
		paginationToken,
	);
}
