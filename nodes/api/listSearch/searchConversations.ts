import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchList } from './searchList';

/** Fills the conversation pickers: name, status and last change; many conversations have no name. */
export async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		{ endpoint: { method: 'GET', path: '/v2/Conversations' }, ids: {} },
		({ id, name, status, updatedAt }) => ({
			name: `${String(name ?? id)} (${[status, dayOf(updatedAt)].filter(Boolean).join(', ')})`,
			value: String(id),
		}),
		filter,
		paginationToken,
	);
}

/** @returns e.g. `2026-01-31`, or undefined where the list leaves the date out */
function dayOf(moment: unknown): string | undefined {
	return typeof moment === 'string' ? moment.slice(0, 10) : undefined;
}
