import type { Endpoint } from '../../api/endpoint';

/** The requests that several operations make besides their own. */
export const FETCH_CONVERSATION: Endpoint<'/v2/Conversations/{conversationId}'> = {
	method: 'GET',
	path: '/v2/Conversations/{conversationId}',
};

type ParticipantPath = '/v2/Conversations/{conversationId}/Participants/{participantId}';

export const FETCH_PARTICIPANT: Endpoint<ParticipantPath> = {
	method: 'GET',
	path: '/v2/Conversations/{conversationId}/Participants/{participantId}',
};

export const LIST_PARTICIPANTS: Endpoint<'/v2/Conversations/{conversationId}/Participants'> = {
	method: 'GET',
	path: '/v2/Conversations/{conversationId}/Participants',
};
