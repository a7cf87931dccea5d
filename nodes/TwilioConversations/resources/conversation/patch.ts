import { PATCH_CONVERSATION } from '../../../api/endpoints';
import { isRecord } from '../../../api/answers/problem';
import { changeConversation, explainClosed } from '../closedConversation';
import { conversationId, shorten, simplify } from '../common';
import { choice } from '../fields/choice';
import { InvalidValue } from '../fields/field';
import { jsonTwin } from '../fields/jsonTwin';
import { metadata, removeMetadataKeys } from '../fields/metadata';
import { statusCallbacks, statusCallbacksJson } from '../fields/statusCallbacks';
import { updateFieldsOf } from '../fields/updateFields';
import { defineOperation } from '../define';
import { name, STATUSES } from './fields';
import { simplified } from '../../../shared/simplified/conversation';

const changedMetadata = metadata({ merges: true });

/** Twilio OpenAPI document: 20 on a conversation. */
const MAX_CALLBACKS = 20;

const updateFields = updateFieldsOf(
	[
		changedMetadata,
		jsonTwin(changedMetadata, '{ "orderId": "4711", "obsolete": null }', {
			description: 'Entries to add or change, null removes one; all others stay as they are',
		}),
		removeMetadataKeys,
		name,
		choice('status', 'Status', STATUSES, {
			initial: 'CLOSED',
			description: 'Status that the conversation gets. Closed is final.',
		}),
		statusCallbacks(MAX_CALLBACKS),
		statusCallbacksJson(MAX_CALLBACKS),
	],
	['name', 'statusCallbacks'],
	{
		atLeastOne: true,
		hints: {
			metadata: `To remove entries, name their keys in '${removeMetadataKeys.property.displayName}'.`,
		},
	},
);

export const patch = defineOperation({
	name: 'Partially Update',
	value: 'patch',
	action: 'Partially update conversation',
	description:
		'Change single fields of a conversation, e.g. close it. The others stay as they are.',
	endpoint: PATCH_CONVERSATION,
	explain: explainClosed,
	fields: [conversationId, updateFields, simplify],
	toBody({
		updateFields: { statusCallbacks: urls, metadata: set, removeMetadataKeys: keys, ...body },
	}) {
		const entries = isRecord(set) ? set : {};
		for (const key of keys ?? []) {
			if (!Object.keys(entries).includes(key)) continue;
			throw new InvalidValue(
				`names "${key}", which is also set`,
				'Set the entry or remove it, not both.',
				[updateFields.property.displayName, removeMetadataKeys.property.displayName],
			);
		}
		const removed = Object.fromEntries((keys ?? []).map((key) => [key, null]));
		return {
			...body,
			...((set ?? keys) && { metadata: { ...entries, ...removed } }),
			// An empty list is what stops the events (twilio 6.2, PatchConversationByIdRequest).
			...(urls !== undefined && { configuration: { statusCallbacks: urls ?? [] } }),
		};
	},
	async execute(run, { body, ...input }) {
		const answer = await changeConversation(run, body);
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
