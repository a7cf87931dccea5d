import type { INodeProperties } from 'n8n-workflow';

import { EVENT_OPTIONS } from './events';

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
		hint: 'Twilio allows two status callbacks on a configuration',
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
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Each filter only judges the events that have what it is about',
		options: [
			{
				displayName: 'Channel',
				name: 'channel',
				type: 'multiOptions',
				options: [
					{ name: 'Chat', value: 'CHAT' },
					{ name: 'RCS', value: 'RCS' },
					{ name: 'SMS', value: 'SMS' },
					{ name: 'Video', value: 'VIDEO' },
					{ name: 'Voice', value: 'VOICE' },
					{ name: 'WhatsApp', value: 'WHATSAPP' },
				],
				default: [],
				description: 'Only communications and participants of these channels',
			},
			{
				displayName: 'Ignore Messages From',
				name: 'ignoreAddresses',
				type: 'string',
				default: '',
				placeholder: 'e.g. +15017122661, whatsapp:+15017122661',
				description:
					'Addresses whose communications start nothing, separated by commas. Enter your own: what you send comes back as an event.',
			},
			{
				displayName: 'Status',
				name: 'status',
				type: 'multiOptions',
				options: [
					{ name: 'Active', value: 'ACTIVE' },
					{ name: 'Closed', value: 'CLOSED' },
					{ name: 'Inactive', value: 'INACTIVE' },
				],
				default: [],
				description: 'Only conversations that have one of these statuses now',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Private URL',
				name: 'allowPrivateUrl',
				type: 'boolean',
				default: false,
				description:
					'Whether to register the URL although Twilio cannot reach it, e.g. for a local emulator',
			},
			{
				displayName: 'Let Unknown Events Through',
				name: 'unknownEvents',
				type: 'boolean',
				default: false,
				description:
					'Whether events that this version does not know start the workflow too, whatever is chosen above',
			},
			{
				displayName: 'Reach Open Conversations',
				name: 'openConversations',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/listenOn': ['configuration'] } },
				description:
					'Whether to add the URL also to the conversations of the configuration that are open already, up to 1,000, and to take it out of them when the workflow is unpublished (deactivated)',
			},
			{
				displayName: 'Verify Signature',
				name: 'verifySignature',
				type: 'boolean',
				default: true,
				description:
					'Whether to refuse what was not signed by Twilio with the Auth Token of the credential. Without it, whoever knows the URL can start the workflow.',
			},
		],
	},
];
