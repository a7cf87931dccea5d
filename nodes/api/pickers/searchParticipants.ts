import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { addressLines } from '../address';
import { LIST_PARTICIPANTS } from '../endpoints';
import { chosenConversation } from './chosenConversation';
import { searchList } from './searchList';

/** Fills the participant pickers: name, type and addresses of those in the chosen conversation. */
export async function searchParticipants(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const ids = { conversationId: chosenConversation(this) };
	return await searchList(
		this,
		{ endpoint: LIST_PARTICIPANTS, ids },
		({ id, name, type, addresses }) => ({
			name: `${String(name ?? id)} (${[type, ...addressLines(addresses)].filter(Boolean).join(', ')})`,
			value: String(id),
		}),
		filter,
		paginationToken,
	);
}
