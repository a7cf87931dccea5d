import type { INodeProperties } from 'n8n-workflow';

import { EVENT_OPTIONS } from './receiving/events';
import { filters, options } from './collections';

/** The parameters of the trigger, top to bottom. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Listen On',
		name: 'listenOn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Configuration',
				value: 'configuration',
				description: 'All conversations that begin under a configuration from now on',
			},
			{
				name: 'Conversation',
				value: 'conversation',
				description: 'One conversation that is open now',
			},
			{
				name: 'URL Added in Twilio by Hand',
				value: 'manual',
				description: 'Whatever Twilio sends to the URL. Nothing is registered.',
			},
		],
		default: 'configuration',
		description: 'Where the events come from',
	},
	{
		displayName: 'Configuration',
		name: 'configurationId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { listenOn: ['configuration'] } },
		description:
			'The configuration whose conversations are listened on. When you choose another one, conversations that are open still send their messages and participants until they close.',
		hint: 'Only conversations that begin from now on, unless you add the option Reach Open Conversations. Twilio allows two status callbacks on a configuration.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a Configuration...',
				typeOptions: { searchListMethod: 'searchConfigurations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. conv_configuration_01k1etx3jbfx88476ccja0889d',
			},
		],
	},
	{
		displayName: 'Conversation',
		name: 'conversationId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { listenOn: ['conversation'] } },
		description: 'The conversation that is listened on',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a Conversation...',
				typeOptions: { searchListMethod: 'searchConversations', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
			},
		],
	},
	{
		displayName:
			"Copy the production URL from 'Webhook URLs' above, and add it with the method POST to the status callbacks of a configuration or a conversation in Twilio. This trigger registers nothing by itself.",
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { listenOn: ['manual'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: EVENT_OPTIONS,
		default: ['CONVERSATION_CREATED'],
		required: true,
		description:
			'Which events start the workflow. Twilio sends all of them, the others are ignored.',
	},
	{
		displayName: 'Messages From',
		name: 'messagesFrom',
		type: 'options',
		options: [
			{
				name: 'Anyone',
				value: 'anyone',
				description: 'Also what your own side sends, which comes back as an event',
			},
			{
				name: 'Anyone but Agents',
				value: 'notAgents',
				description:
					'Nothing from participants of the type Agent, AI Agent or Human Agent, so that a reply does not start the workflow again',
			},
			{
				name: 'Customers Only',
				value: 'customers',
				description:
					'Only from participants of the type Customer; not of the type Unknown, which customers of bridged Conversations services have',
			},
		],
		default: 'notAgents',
		displayOptions: { show: { events: ['COMMUNICATION_CREATED', 'COMMUNICATION_UPDATED'] } },
		description: 'Whose messages start the workflow, by the type of the participant who wrote them',
		hint: 'What the workflow itself sends comes back as an event: with Anyone, a reply can answer itself for ever',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	filters,
	options,
];
