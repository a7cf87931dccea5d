import { idField, resourceLocatorField } from '../fields/resourceLocator';

/** IDs of records. Each has one parameter name in all operations. */
export const conversationId = resourceLocatorField('conversationId', 'Conversation', {
	searchListMethod: 'searchConversations',
	example: 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The conversation to work with',
});

export const configurationId = resourceLocatorField('configurationId', 'Configuration', {
	searchListMethod: 'searchConfigurations',
	example: 'conv_configuration_01k1etx3jbfx88476ccja0889d',
	description: 'The configuration (set of rules) that the conversation follows',
});

/** The editor reloads the list when another conversation is chosen. */
const WITHIN_CONVERSATION = { loadOptionsDependsOn: ['conversationId.value'] };

export const participantId = resourceLocatorField('participantId', 'Participant', {
	searchListMethod: 'searchParticipants',
	example: 'conv_participant_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The participant of the conversation',
	typeOptions: WITHIN_CONVERSATION,
});

export const communicationId = resourceLocatorField('communicationId', 'Communication', {
	searchListMethod: 'searchCommunications',
	example: 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'The communication of the conversation',
	typeOptions: WITHIN_CONVERSATION,
});

export const actionId = idField('actionId', 'Action ID', {
	placeholder: 'e.g. conv_action_01k1etk2y5f1y9fpe2epfdtvv2',
	description: "ID of the action that sent the message, as 'Send' returns it",
});

export const operationId = idField('operationId', 'Operation ID', {
	placeholder: 'e.g. proc_job_01k1etk2y5f1y9fpe2epfdtvv2',
	description: 'ID of the asynchronous operation, as deletes and configuration writes return it',
});
