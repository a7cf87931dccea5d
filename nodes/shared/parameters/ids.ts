import type { IDataObject } from 'n8n-workflow';

import { count, flag } from '../fields/number';
import { idText, locator } from '../fields/resourceLocator';

/** The id parameters of all operations, one name for one thing. */
export const conversationId = locator('conversationId', 'Conversation', {
	searchListMethod: 'searchConversations',
	example: 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The conversation to work with',
});

export const configurationId = locator('configurationId', 'Configuration', {
	searchListMethod: 'searchConfigurations',
	example: 'conv_configuration_01k1etx3jbfx88476ccja0889d',
	description: 'The configuration (set of rules) that the conversation follows',
});

/** A list within a conversation is another one as soon as another conversation is chosen. */
const WITHIN_CONVERSATION = { loadOptionsDependsOn: ['conversationId.value'] };

export const participantId = locator('participantId', 'Participant', {
	searchListMethod: 'searchParticipants',
	example: 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The participant of the conversation',
	typeOptions: WITHIN_CONVERSATION,
});

export const communicationId = locator('communicationId', 'Communication', {
	searchListMethod: 'searchCommunications',
	example: 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The communication of the conversation',
	typeOptions: WITHIN_CONVERSATION,
});

export const actionId = idText('actionId', 'Action ID', {
	placeholder: 'e.g. conv_action_01k1etk2y5f1y9fpe2epfdtvv2',
	description: "ID of the action, as 'Send Message' returns it",
});

export const operationId = idText('operationId', 'Operation ID', {
	placeholder: 'e.g. proc_job_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'ID of the asynchronous operation, as deletes and configuration writes return it',
});

export const returnAll = flag('returnAll', 'Return All', false, {
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = count('limit', 'Limit', 50, {
	min: 1,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
});

export const simplify = flag('simplify', 'Simplify', true, {
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

export const waitForCompletion = flag('waitForCompletion', 'Wait for Completion', true, {
	description:
		'Whether to wait until Twilio has finished. Otherwise the operation ID is returned at once.',
});

/** Seconds. Twilio docs, async operations: more than a few minutes means that something is wrong. */
const DEFAULT_MAX_WAIT = 120;

export const maxWait = count('maxWait', 'Max Wait (Seconds)', DEFAULT_MAX_WAIT, {
	min: 1,
	max: 3600,
	description: 'How long to wait for Twilio to finish',
});

/** The chosen time to wait, in milliseconds. */
export function waitTime({ maxWait: seconds = DEFAULT_MAX_WAIT }: { maxWait?: number }): number {
	return seconds * 1000;
}

/** Shortens a record where the user asked for it; the ids always stay. */
export function shorten(
	record: IDataObject,
	wanted: boolean,
	simplified: (record: IDataObject) => IDataObject,
): IDataObject {
	return wanted ? simplified(record) : record;
}
