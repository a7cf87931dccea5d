import type { Endpoint } from '../../api/endpoint';

/** The one request that several operations make besides their own. */
export const FETCH_CONVERSATION: Endpoint<'/v2/Conversations/{conversationId}'> = {
	method: 'GET',
	path: '/v2/Conversations/{conversationId}',
};
