/** The names by which workflows know what this package brings. */
export const ACTION_NODE = 'n8n-nodes-twilio-conversations.twilioConversations';
/** The action node as a tool of an AI agent; n8n makes it. */
export const TOOL_NODE = `${ACTION_NODE}Tool`;
export const TRIGGER_NODE = `${ACTION_NODE}Trigger`;
export const CREDENTIAL_TYPE = 'twilioConversationsApi';
