import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

import { runItems } from './itemLoop';
import { credentialTest } from '../api/credentialTest';
import { listSearch } from './listSearch';
import { findOperation, resources } from './resources';
import { describeResources, subtitleOf } from './resources/describe';
import { receiveFor } from './resources/action/sendMessageAndWait/callback';
import { RESUME_WEBHOOKS } from './resumeWebhook';
import { keptBy } from './suspension';
import { isToolCall } from './toolCall';

/** Without items n8n hands a model an empty text, which it takes for a failure. */
const NOTHING_FOUND: INodeExecutionData[] = [
	{ json: { message: 'Nothing was found' }, pairedItem: { item: 0 } },
];

/**
 * The action node. It is programmatic because deletes are asynchronous (one item is several
 * requests), retries depend on what a request may do twice, and requests of all items share one
 * limiter; n8n's declarative style has none of these.
 */
export class TwilioConversations implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Conversations',
		name: 'twilioConversations',
		icon: {
			light: 'file:../../icons/twilioConversations.svg',
			dark: 'file:../../icons/twilioConversations.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Create, find, close and delete conversations of Twilio Conversations v2',
		defaults: { name: 'Twilio Conversations' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'twilioConversationsApi', required: true, testedBy: 'testTwilioCredential' },
		],
		webhooks: RESUME_WEBHOOKS,
		properties: describeResources(resources),
	};

	methods = {
		credentialTest,
		listSearch,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = String(this.getNodeParameter('resource', 0));
		const name = String(this.getNodeParameter('operation', 0));
		const operation = findOperation(resource, name);
		if (operation === undefined) {
			throw new NodeOperationError(
				this.getNode(),
				`There is no operation "${name}" for the resource "${resource}"`,
				{ description: "Choose 'Resource' and 'Operation' from the lists." },
			);
		}
		const output = await runItems(this, operation);
		return [output.length === 0 && isToolCall(this) ? NOTHING_FOUND : output];
	}

	/** Called while an execution waits in this node, which only 'Send and Wait for Reply' makes it do. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveFor(this, () => keptBy(this));
	}
}
