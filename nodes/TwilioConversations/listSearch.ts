import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { searchCommunications } from '../api/pickers/searchCommunications';
import { searchConfigurations } from '../api/pickers/searchConfigurations';
import { searchConversations } from '../api/pickers/searchConversations';
import { searchParticipants } from '../api/pickers/searchParticipants';

/** The "From List" pickers of this node, by the name in their `searchListMethod`. */
export const listSearch = {
	searchConfigurations,
	searchConversations,

	async searchCommunications(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: unknown,
	): Promise<INodeListSearchResult> {
		return await searchCommunications(this, chosenConversation(this), filter, paginationToken);
	},

	async searchParticipants(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: unknown,
	): Promise<INodeListSearchResult> {
		return await searchParticipants(this, chosenConversation(this), filter, paginationToken);
	},
};

/**
 * The conversation chosen in the open node, for lists of what it contains.
 *
 * @throws NodeOperationError when none is chosen, or when it comes from an expression that has a
 *   value only when the workflow runs
 */
function chosenConversation(context: ILoadOptionsFunctions): string {
	const id = read(context);
	if (typeof id === 'string' && id.trim() !== '') return id.trim();
	// n8n shows only the message in a picker.
	const message =
		id === undefined
			? "'Conversation' is an expression without a value yet, so enter this ID by an expression too"
			: 'Choose a conversation first';
	throw new NodeOperationError(context.getNode(), message, { level: 'warning' });
}

function read(context: ILoadOptionsFunctions): unknown {
	try {
		return context.getNodeParameter('conversationId', '', { extractValue: true });
	} catch {
		// An expression cannot be resolved without the data of an execution.
		return undefined;
	}
}
