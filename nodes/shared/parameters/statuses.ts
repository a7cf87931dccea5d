import type { INodePropertyOptions } from 'n8n-workflow';

/** Said wherever a status is set. */
export const CLOSED_IS_FINAL = 'Closed is final: it cannot be opened again';

/** All statuses of a conversation (Twilio docs, Conversation resource). */
export const CONVERSATION_STATUSES: INodePropertyOptions[] = [
	{ name: 'Active', value: 'ACTIVE' },
	{ name: 'Closed', value: 'CLOSED', description: CLOSED_IS_FINAL },
	{ name: 'Inactive', value: 'INACTIVE', description: 'The next message makes it active again' },
];
