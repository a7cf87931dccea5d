import type { INode } from 'n8n-workflow';
import { ACTION_NODE } from './nodeNames';

/** A node as n8n hands it to errors. */
export const NODE: INode = {
	id: '1',
	name: 'Twilio Conversations',
	type: ACTION_NODE,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { twilioConversationsApi: { id: '7', name: 'Twilio account' } },
};
