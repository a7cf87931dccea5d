import type { INodePropertyOptions } from 'n8n-workflow';

/** All statuses of a conversation (Twilio docs, Conversation resource). */
export const CONVERSATION_STATUSES: INodePropertyOptions[] = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Closed', value: 'CLOSED', description: 'Final: it cannot be opened again' },
	{ name: 'Inactive', value: 'INACTIVE', description: 'The next message makes it active again' },
];
