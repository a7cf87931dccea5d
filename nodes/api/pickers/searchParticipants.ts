import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { addressLines } from '../address';
import { LIST_PARTICIPANTS } from '../endpoints';
import { searchList } from './searchList';

/** Fills the participant pickers: name, type and addresses of those in the chosen conversation. */
export async function searchParticipants(
	context: ILoadOptionsFunctions,
	conversationId: string,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList(
		context,
		{ endpoint: LIST_PARTICIPANTS, ids: { conversationId } },
		({ id, name, type, addresses }) => ({
			name: `${String(name ?? id)} (${[type, ...addressLines(addresses)].filter(Boolean).join(', ')})`,
			value: String(id),
		}),
		filter,
		paginationToken,
	);
}
