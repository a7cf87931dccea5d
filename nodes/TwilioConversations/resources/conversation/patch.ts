import { changeConversation } from '../closedConversation';
import { conversationId, shorten, simplify } from '../common';
import { choice } from '../fields/choice';
import { clearableText } from '../fields/text';
import { collection } from '../fields/composite';
import { jsonTwin } from '../fields/jsonTwin';
import { metadata } from '../fields/metadata';
import {
	statusCallbacks,
	statusCallbacksJson,
	stopStatusCallbacks,
} from '../fields/statusCallbacks';
import { defineOperation } from '../define';
import { STATUSES } from './fields';
import { simplified } from '../../../shared/simplified/conversation';

const changedMetadata = metadata({ removes: true });

/** Twilio OpenAPI document: 20 on a conversation. */
const MAX_CALLBACKS = 20;

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
		statusCallbacks(MAX_CALLBACKS),
		statusCallbacksJson(MAX_CALLBACKS),
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
