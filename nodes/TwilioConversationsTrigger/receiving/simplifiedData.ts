import type { IDataObject } from 'n8n-workflow';

import { simplified as simplifiedCommunication } from '../../shared/simplified/communication';
import { simplified as simplifiedConversation } from '../../shared/simplified/conversation';
import { simplified as simplifiedParticipant } from '../../shared/simplified/participant';
import type { Report } from './events';

/** The record of an event, simplified like the action node's output. */
export function simplifiedData({ eventType, names, data }: Report): IDataObject {
	if (names.length === 0) return data;
	switch (eventType?.split('_')[0]) {
		case 'COMMUNICATION':
			return simplifiedCommunication(data);
		case 'PARTICIPANT':
			return simplifiedParticipant(data);
		default:
			return conversation(data);
	}
}

/** Conversation events have no participants; an empty list would read as if there were none. */
function conversation(data: IDataObject): IDataObject {
	const { participants, ...rest } = simplifiedConversation(data);
	return data.participants === undefined ? rest : { ...rest, participants };
}
