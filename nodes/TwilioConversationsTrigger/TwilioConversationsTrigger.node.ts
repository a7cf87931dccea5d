import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { credentialTest } from '../api/credentialTest';
import { searchConfigurations } from '../api/pickers/searchConfigurations';
import { searchOpenConversations } from '../api/pickers/searchConversations';
import { properties } from './properties';
import { receive } from './receiving/receive';
import { checkExists, create, remove } from './registration/hooks';

/** Starts a workflow when something happens in a conversation. */
export class TwilioConversationsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Twilio Conversations Trigger',
		name: 'twilioConversationsTrigger',
		icon: {
			light: 'file:../../icons/twilioConversations.svg',
			dark: 'file:../../icons/twilioConversations.dark.svg',
		},
		group: ['trigger'],
		// For nodes of version 1, n8n 2.41 evaluates an expression on every callback, which costs more
		// than everything else (packages/cli, webhook-helpers, parseRequestBody).
		version: 1.1,
		subtitle:
			'={{ $parameter["events"].map((event) => event.toLowerCase().replaceAll("_", " ")).join(", ") }}',
		// The list of nodes shows one entry for both nodes of this package, with this description and the
		// aliases of the action node (n8n-editor-ui 2.41, generateMergedNodesAndActions).
		description:
			'Starts the workflow when a conversation opens, closes or gets a message; actions send messages, and find, close and delete conversations',
		eventTriggerDescription: 'Waiting for Twilio to report an event',
		activationMessage:
			"Events now start this workflow: the URL of this trigger is among the status callbacks at Twilio, unless you add it there by hand. When the workflow is no longer published (active), it is taken out again; conversations of a configuration that are open by then keep reporting to it until they close, unless 'Reach Open Conversations' is on.",
		triggerPanel: {
			header: 'Pull in events from Twilio Conversations',
			executionsHelp: {
				inactive:
					'Test this trigger: its test URL is added to the status callbacks at Twilio, and taken out again after the first event. Then let something happen in a conversation that begins after that.',
				active:
					'The workflow runs by itself for each event. You can test it all the same: the test URL needs a place of its own among the status callbacks at Twilio; the production URL stays where it is.',
			},
			activationHint:
				'Publish (activate) the workflow to add its URL to the status callbacks at Twilio and to run it for each event.',
		},
		defaults: { name: 'Twilio Conversations Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'twilioConversationsApi', required: true, testedBy: 'testTwilioCredential' },
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Otherwise n8n answers with a text of its own.
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties,
	};

	methods = {
		credentialTest,
		listSearch: { searchConfigurations, searchConversations: searchOpenConversations },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
