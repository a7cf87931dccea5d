/** Types of this package, as workflows name them. */
export const ACTION_NODE = 'n8n-nodes-twilio-conversations.twilioConversations';
/** The tool variant of the action node, which n8n creates. */
export const TOOL_NODE = `${ACTION_NODE}Tool`;
export const TRIGGER_NODE = `${ACTION_NODE}Trigger`;
export const CREDENTIAL_TYPE = 'twilioConversationsApi';
