import type { Handler } from '../kernel';
import { actionHandlers } from './actions';
import { communicationHandlers } from './communications';
import { configurationHandlers } from './configurations';
import { conversationHandlers } from './conversations';
import { operationHandlers } from './operations';
import { participantHandlers } from './participants';

/** All endpoints by the operation id of Twilio's OpenAPI document. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
	...conversationHandlers,
	...participantHandlers,
	...communicationHandlers,
	...actionHandlers,
	...configurationHandlers,
	...operationHandlers,
};
