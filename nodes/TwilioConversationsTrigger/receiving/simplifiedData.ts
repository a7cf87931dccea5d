import type { IDataObject } from 'n8n-workflow';

import { simplified as simplifiedCommunication } from '../../shared/simplified/communication';
import {
	OF_PARTICIPANTS,
	simplified as simplifiedConversation,
} from '../../shared/simplified/conversation';
import { simplified as simplifiedParticipant } from '../../shared/simplified/participant';
import type { Report } from '../../shared/callbacks/events';

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
	const record = simplifiedConversation(data);
	if (data.participants !== undefined) return record;
	const unknown: readonly string[] = OF_PARTICIPANTS;
	return Object.fromEntries(Object.entries(record).filter(([name]) => !unknown.includes(name)));
}
