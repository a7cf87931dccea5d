import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { addressesIn, addressLines } from '../address';
import { LIST_PARTICIPANTS } from '../endpoints';
import { asFilledText } from '../json';
import { searchList } from './searchList';

/**
 * Fills the participant pickers: name, type and addresses of those in the chosen conversation. Many have
 * no name; then their addresses tell them apart.
 */
export async function searchParticipants(
	context: ILoadOptionsFunctions,
	conversationId: string,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchList(
		context,
		{ endpoint: LIST_PARTICIPANTS, ids: { conversationId } },
		({ id, name, type, addresses }) => {
			const lines = addressLines(addresses);
			const title = asFilledText(name) ?? asFilledText(lines.join(', ')) ?? String(id);
			const more = asFilledText(name) === undefined ? [type] : [type, ...lines];
			const about = more.filter(Boolean).join(', ');
			return {
				name: about === '' ? title : `${title} (${about})`,
				value: String(id),
				...{ texts: [name], words: [type], addresses: addressesIn(addresses) },
			};
		},
		filter,
		paginationToken,
	);
}
