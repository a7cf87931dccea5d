import type { INode } from 'n8n-workflow';

/** A node as n8n hands it to errors. */
export const NODE: INode = {
	id: '1',
	name: 'Twilio Conversations',
	type: 'n8n-nodes-twilio-conversations.twilioConversations',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { twilioConversationsApi: { id: '7', name: 'Twilio account' } },
};
