import type { INodeProperties } from 'n8n-workflow';

/** What narrows the events down. */
export const filters: INodeProperties = {
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
			displayName: 'Delivery Status',
			name: 'deliveryStatus',
			type: 'multiOptions',
			options: [
				{ name: 'Delivered', value: 'DELIVERED' },
				{ name: 'Failed', value: 'FAILED' },
				{ name: 'In Progress', value: 'IN_PROGRESS' },
				{ name: 'Initiated', value: 'INITIATED' },
				{ name: 'Read', value: 'READ' },
			],
			default: [],
			description:
				"Of Communication Updated, only those in which a recipient has one of these statuses. For what your own side sends, set 'Messages From' to Anyone.",
		},
		{
			displayName: 'Ignore Messages From',
			name: 'ignoreAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. +15017122661, whatsapp:+15017122661',
			description:
				'Addresses whose communications start nothing, whatever their participants are, separated by commas, semicolons, blanks or new lines. Notation, channel and case do not matter.',
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
};

/** What few need. */
export const options: INodeProperties = {
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
				'Whether whatever else Twilio signs starts the workflow too, as the event OTHER, e.g. results of Conversational Intelligence rules',
		},
		{
			displayName: 'Max Event Age (Minutes)',
			name: 'maxEventAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Events older than this start nothing, by their signed time: nobody who has recorded one can send it again later. 0 takes events of any age.',
		},
		{
			displayName: 'Reach Open Conversations',
			name: 'openConversations',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/listenOn': ['configuration'] } },
			description:
				'Whether to add the URL also to the conversations of the configuration that are open already, up to 1,000, and to take it out of all of them when the workflow is unpublished (deactivated)',
		},
		{
			displayName: 'Verify Signature',
			name: 'verifySignature',
			type: 'boolean',
			default: true,
			description:
				'Whether to refuse what was not signed by Twilio with the Auth Token or the shared key of the credential. Without it, whoever knows the URL can start the workflow.',
		},
	],
};
