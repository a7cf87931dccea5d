import type { Endpoint } from './endpoint';

/**
 * All endpoints of Twilio's Conversations v2 (its OpenAPI document); no other file has their paths.
 * Update is PUT and patch is PATCH, as in Twilio's SDKs.
 */

const CONVERSATIONS = '/v2/Conversations';
export const LIST_CONVERSATIONS = endpoint('GET', CONVERSATIONS);
export const CREATE_CONVERSATION = endpoint('POST', CONVERSATIONS);

const CONVERSATION = '/v2/Conversations/{conversationId}';
export const FETCH_CONVERSATION = endpoint('GET', CONVERSATION);
export const UPDATE_CONVERSATION = endpoint('PUT', CONVERSATION);
export const PATCH_CONVERSATION = endpoint('PATCH', CONVERSATION);
export const DELETE_CONVERSATION = endpoint('DELETE', CONVERSATION);

const PARTICIPANTS = '/v2/Conversations/{conversationId}/Participants';
export const LIST_PARTICIPANTS = endpoint('GET', PARTICIPANTS);
export const CREATE_PARTICIPANT = endpoint('POST', PARTICIPANTS);

const PARTICIPANT = '/v2/Conversations/{conversationId}/Participants/{participantId}';
export const FETCH_PARTICIPANT = endpoint('GET', PARTICIPANT);
export const UPDATE_PARTICIPANT = endpoint('PUT', PARTICIPANT);

const COMMUNICATIONS = '/v2/Conversations/{conversationId}/Communications';
export const LIST_COMMUNICATIONS = endpoint('GET', COMMUNICATIONS);
export const CREATE_COMMUNICATION = endpoint('POST', COMMUNICATIONS);
export const FETCH_COMMUNICATION = endpoint(
	'GET',
	'/v2/Conversations/{conversationId}/Communications/{communicationId}',
);

const ACTIONS = '/v2/Conversations/{conversationId}/Actions';
export const CREATE_ACTION = endpoint('POST', ACTIONS);
export const FETCH_ACTION = endpoint(
	'GET',
	'/v2/Conversations/{conversationId}/Actions/{actionId}',
);

const CONFIGURATIONS = '/v2/ControlPlane/Configurations';
export const LIST_CONFIGURATIONS = endpoint('GET', CONFIGURATIONS);
export const CREATE_CONFIGURATION = endpoint('POST', CONFIGURATIONS);

const CONFIGURATION = '/v2/ControlPlane/Configurations/{configurationId}';
export const FETCH_CONFIGURATION = endpoint('GET', CONFIGURATION);
export const UPDATE_CONFIGURATION = endpoint('PUT', CONFIGURATION);
export const PATCH_CONFIGURATION = endpoint('PATCH', CONFIGURATION);
export const DELETE_CONFIGURATION = endpoint('DELETE', CONFIGURATION);

export const FETCH_OPERATION = endpoint('GET', '/v2/ControlPlane/Operations/{operationId}');

/** Keeps the path as a literal type, which the types of ids are inferred from. */
function endpoint<Path extends string>(method: Endpoint['method'], path: Path): Endpoint<Path> {
	return { method, path };
}
