import type { INodeProperties } from 'n8n-workflow';

import { booleanField } from '../shared/fields/boolean';
import { collectionField } from '../shared/fields/collection';
import { withProperty } from '../shared/fields/field';
import { noticeField } from '../shared/fields/notice';
import { numberField } from '../shared/fields/number';
import { multiOptionsField, optionsField } from '../shared/fields/options';
import { stringListField } from '../shared/fields/string';
import { allowPrivateUrl } from '../shared/parameters/allowPrivateUrl';
import { CHANNELS } from '../shared/parameters/channels';
import { filtersCollection } from '../shared/parameters/filters';
import {
	configurationId as anyConfigurationId,
	conversationId as anyConversationId,
} from '../shared/parameters/ids';
import { simplify } from '../shared/parameters/simplify';
import { CONVERSATION_STATUSES } from '../shared/parameters/statuses';
import { EVENT_OPTIONS } from '../shared/callbacks/events';

export const listenOn = optionsField(
	'listenOn',
	'Listen On',
	[
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
	{ noDataExpression: true, description: 'Where the events come from' },
);

export const configurationId = withProperty(anyConfigurationId, {
	displayOptions: { show: { listenOn: ['configuration'] } },
	description:
		'The configuration whose conversations are listened on. When you choose another one, conversations that are open still send their messages and participants until they close.',
	hint: 'Only conversations that begin from now on, unless you add the option Reach Open Conversations. Twilio allows two status callbacks on a configuration.',
});

export const conversationId = withProperty(anyConversationId, {
	displayOptions: { show: { listenOn: ['conversation'] } },
	description: 'The conversation that is listened on',
});

const manualNotice = noticeField(
	'manualNotice',
	"Copy the production URL from 'Webhook URLs' above, and add it with the method POST to the status callbacks of a configuration or a conversation in Twilio. This trigger registers nothing by itself.",
	{ displayOptions: { show: { listenOn: ['manual'] } } },
);

export const events = multiOptionsField('events', 'Events', EVENT_OPTIONS, {
	initial: ['CONVERSATION_CREATED'],
	required: true,
	description: 'Which events start the workflow. Twilio sends all of them, the others are ignored.',
});

export const messagesFrom = optionsField(
	'messagesFrom',
	'Messages From',
	[
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
	{
		initial: 'notAgents',
		displayOptions: { show: { events: ['COMMUNICATION_CREATED', 'COMMUNICATION_UPDATED'] } },
		description: 'Whose messages start the workflow, by the type of the participant who wrote them',
		hint: 'What the workflow itself sends comes back as an event: with Anyone, a reply can answer itself for ever',
	},
);

const DELIVERY_STATUSES = [
	{ name: 'Delivered', value: 'DELIVERED' },
	{ name: 'Failed', value: 'FAILED' },
	{ name: 'In Progress', value: 'IN_PROGRESS' },
	{ name: 'Initiated', value: 'INITIATED' },
	{ name: 'Read', value: 'READ' },
];

export const filters = filtersCollection(
	'filters',
	[
		multiOptionsField('channel', 'Channel', CHANNELS, {
			description: 'Only communications and participants of these channels',
		}),
		multiOptionsField('deliveryStatus', 'Delivery Status', DELIVERY_STATUSES, {
			description:
				"Of Communication Updated, only those in which a recipient has one of these statuses. For what your own side sends, set 'Messages From' to Anyone.",
		}),
		stringListField('ignoreAddresses', 'Ignore Messages From', {
			placeholder: 'e.g. +15017122661, whatsapp:+15017122661',
			description:
				'Addresses whose communications start nothing, whatever their participants are, separated by commas, semicolons, blanks or new lines. Notation, channel and case do not matter.',
		}),
		multiOptionsField('status', 'Status', CONVERSATION_STATUSES, {
			description: 'Only conversations that have one of these statuses now',
		}),
	],
	{ description: 'Each filter only judges the events that have what it is about' },
);

export const options = collectionField(
	'options',
	'Options',
	[
		allowPrivateUrl,
		numberField('maxEventAge', 'Max Event Age (Minutes)', 0, {
			min: 0,
			description:
				'Events older than this start nothing, by their signed time: nobody who has recorded one can send it again later. 0 takes events of any age.',
		}),
		booleanField('unknownEvents', 'Let Unknown Events Through', false, {
			description:
				'Whether whatever else Twilio signs starts the workflow too, as the event OTHER, e.g. results of Conversational Intelligence rules',
		}),
		booleanField('openConversations', 'Reach Open Conversations', false, {
			displayOptions: { show: { '/listenOn': ['configuration'] } },
			description:
				'Whether to add the URL also to the conversations of the configuration that are open already, up to 1,000, and to take it out of all of them when the workflow is unpublished (deactivated)',
		}),
		booleanField('verifySignature', 'Verify Signature', true, {
			description:
				'Whether to refuse what was not signed by Twilio with the Auth Token or the shared key of the credential. Without it, whoever knows the URL can start the workflow.',
		}),
	],
	{ placeholder: 'Add Option' },
);

/** The parameters of the trigger, top to bottom. */
export const properties: INodeProperties[] = [
	listenOn,
	configurationId,
	conversationId,
	manualNotice,
	events,
	messagesFrom,
	simplify,
	filters,
	options,
].map(({ property }) => property);
