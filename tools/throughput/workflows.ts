import type { Credential, NewWorkflow } from '../start';
import { TRIGGER_NODE } from '../../test/support/nodeNames';

/** Path of the bare webhook. */
const PATH = 'bare';
const WEBHOOK_ID = 'b0a9e6f2-6a55-4b0c-9d0e-000000000002';

function alone(name: string, node: object): NewWorkflow {
	const settings = { executionOrder: 'v1' };
	const nodes = [{ ...node, id: name, name, position: [0, 0] }];
	return { name, nodes, connections: {}, settings };
}

/** Only this package's trigger, which checks signatures and drops duplicates. */
export function withTrigger({ id, name }: Credential): { workflow: NewWorkflow; path: string } {
	const workflow = alone('Twilio Conversations Trigger', {
		type: TRIGGER_NODE,
		typeVersion: 1.1,
		webhookId: WEBHOOK_ID,
		credentials: { twilioConversationsApi: { id, name } },
		parameters: { listenOn: 'manual', events: ['CONVERSATION_CREATED'] },
	});
	return { workflow, path: `/webhook/${WEBHOOK_ID}/webhook` };
}

/** Only n8n's own Webhook node, which checks nothing. */
export function withBareWebhook(): { workflow: NewWorkflow; path: string } {
	const workflow = alone('Webhook', {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: 'b0a9e6f2-6a55-4b0c-9d0e-000000000003',
		parameters: { httpMethod: 'POST', path: PATH, responseMode: 'onReceived' },
	});
	return { workflow, path: `/webhook/${PATH}` };
}
