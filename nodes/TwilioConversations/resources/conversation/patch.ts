import { PATCH_CONVERSATION } from '../../../api/endpoints';
import { isRecord } from '../../../api/json';
import { changeConversation, explainClosed } from '../closedConversation';
import { conversationId } from '../../../shared/parameters/ids';
import { recordOutput, shorten } from '../shorten';
import { optionsField } from '../../../shared/fields/options';
import { InvalidValue } from '../../../shared/fields/field';
import { asJson, byFields, defineUsing } from '../../../shared/fields/asJson';
import { metadata, removeMetadataKeys } from '../../../shared/parameters/metadata';
import { statusCallbacks, statusCallbacksJson } from '../../../shared/parameters/statusCallbacks';
import { updateFieldsCollection } from '../../../shared/parameters/updateFields';
import { defineOperation } from '../define';
import { name } from './nameAndMetadata';
import { CLOSED_IS_FINAL, CONVERSATION_STATUSES } from '../../../shared/parameters/statuses';
import { MAX_CONVERSATION_CALLBACKS } from '../../../shared/callbacks/conversationList';
import { simplified } from '../../../shared/simplified/conversation';

const changedMetadata = metadata({ merges: true });

/** Those of others, e.g. of a trigger, are in the same list. */
const REPLACES = 'The list replaces all that are there, those of triggers too';

const updateFields = updateFieldsCollection(
	[
		byFields(changedMetadata),
		asJson(changedMetadata, '{ "orderId": "4711", "obsolete": null }', {
			description: 'Entries to add or change, null removes one; all others stay as they are',
		}),
		removeMetadataKeys,
		name,
		optionsField('status', 'Status', CONVERSATION_STATUSES, {
			initial: 'CLOSED',
			description: 'Status that the conversation gets',
			hint: CLOSED_IS_FINAL,
		}),
		statusCallbacks(MAX_CONVERSATION_CALLBACKS, REPLACES),
		statusCallbacksJson(MAX_CONVERSATION_CALLBACKS, REPLACES),
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
	name: 'Update',
	value: 'patch',
	action: 'Update a conversation',
	description:
		'Change single fields of a conversation, e.g. close it. The others stay as they are.',
	endpoint: PATCH_CONVERSATION,
	explain: explainClosed,
	fields: [conversationId, defineUsing, updateFields, ...recordOutput(simplified)],
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
			// An empty list stops the events (twilio 6.2, PatchConversationByIdRequest).
			...(urls !== undefined && { configuration: { statusCallbacks: urls ?? [] } }),
		};
	},
	async execute(run, { body, ...input }) {
		const answer = await changeConversation(run, body);
		return [shorten(answer.body, input, simplified)];
	},
});
