import type { IDataObject } from 'n8n-workflow';

import { recordsIn } from '../../api/json';
import { customerAddress, personLine } from './people';

/**
 * The members that most workflows need: no copy of its configuration, one line per participant. None
 * is ever missing, so an expression always finds it.
 */
export function simplified(conversation: IDataObject): IDataObject {
	const { id, name, status, configurationId, createdAt, updatedAt, metadata } = conversation;
	const participants = recordsIn(conversation.participants);
	return {
		name: name ?? null,
		status: status ?? null,
		customerAddress: customerAddress(conversation) ?? null,
		participants: participants.map(personLine),
		updatedAt: updatedAt ?? null,
		createdAt: createdAt ?? null,
		metadata: metadata ?? {},
		id: id ?? null,
		configurationId: configurationId ?? null,
		// In the order of the lines.
		participantIds: participants.map((participant) => participant.id ?? null),
	};
}

/** Fields that say something of the participants, and nothing where Twilio does not name them. */
export const OF_PARTICIPANTS = ['customerAddress', 'participants', 'participantIds'] as const;
