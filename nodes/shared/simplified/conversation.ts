import type { IDataObject } from 'n8n-workflow';

import { recordsIn } from '../../api/json';
import { customerAddress, personLine } from './people';

/**
 * What most workflows need of a conversation: no copy of its configuration, a line for each
 * participant. Every field is always there, so that an expression never meets one that is missing.
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
