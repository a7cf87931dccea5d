import { changeConversation } from '../closedConversation';
import { conversationId, shorten, simplify } from '../common';
import { choice } from '../fields/choice';
import { flag } from '../fields/scalar';
import { clearableText } from '../fields/text';
import { collection, jsonTwin } from '../fields/composite';
import type { Field } from '../fields/field';
import { metadata } from '../fields/metadata';
import { statusCallbacks } from '../fields/statusCallbacks';
import { defineOperation } from '../define';
import { STATUSES } from './fields';
import { simplified } from './simplified';

const changedMetadata = metadata({ removes: true });

/** Twilio OpenAPI document: 20 on a conversation. */
const callbacks = statusCallbacks(20);

const stop = flag('stopStatusCallbacks', 'Stop Status Callbacks', true, {
	description:
		'Whether to send an empty list, so that Twilio reports no more events of this conversation',
});

/** An empty list is an order, so it has a switch of its own and is never sent by accident. */
const stopStatusCallbacks: Field<[] | undefined, 'statusCallbacks'> = {
	name: 'statusCallbacks',
	property: stop.property,
	parse: (value, scope) => (stop.parse(value, scope) ? [] : undefined),
};

const updateFields = collection(
	'updateFields',
	'Update Fields',
	[
		changedMetadata,
		jsonTwin(changedMetadata, '{ "orderId": "4711", "obsolete": null }', {
			description: 'Entries to add or change, null removes one; all others stay as they are',
		}),
		clearableText('name', 'Name', {
			placeholder: 'e.g. Order 4711',
			description: 'New name of the conversation. Leave empty to remove the name.',
		}),
		choice('status', 'Status', STATUSES, {
			initial: 'CLOSED',
			description: 'Status that the conversation gets. Closed is final.',
		}),
		callbacks,
		jsonTwin(callbacks, '[{ "url": "https://example.com/callback", "method": "POST" }]', {
			description: 'The URLs that get the events, up to 20. An empty list stops all of them.',
		}),
		stopStatusCallbacks,
	],
	{ atLeastOne: true },
);

export const patch = defineOperation({
	name: 'Partially Update',
	value: 'patch',
	action: 'Partially update conversation',
	description:
		'Change single fields of a conversation, e.g. close it. The others stay as they are.',
	endpoint: { method: 'PATCH', path: '/v2/Conversations/{conversationId}' },
	fields: [conversationId, updateFields, simplify],
	async execute(run, input) {
		const { statusCallbacks: urls, ...body } = input.updateFields;
		const answer = await changeConversation(
			run,
			urls === undefined ? body : { ...body, configuration: { statusCallbacks: urls } },
		);
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
