import { UPDATE_CONVERSATION } from '../../../api/endpoints';
import { changeConversation, explainClosed } from '../closedConversation';
import { defineUsing } from '../../../shared/fields/asJson';
import { conversationId } from '../../../shared/parameters/ids';
import { recordOutput, shorten } from '../shorten';
import { optionsField } from '../../../shared/fields/options';
import { required } from '../../../shared/fields/required';
import { replaceNotice } from '../../../shared/parameters/replaceNotice';
import { updateFieldsCollection } from '../../../shared/parameters/updateFields';
import { withoutNulls } from '../../../api/json';
import { defineOperation } from '../define';
import { name, newMetadata, newMetadataJson } from './nameAndMetadata';
import { CLOSED_IS_FINAL, CONVERSATION_STATUSES } from '../../../shared/parameters/statuses';
import { simplified } from '../../../shared/simplified/conversation';

const updateFields = updateFieldsCollection(
	[newMetadata, newMetadataJson, name],
	['metadata', 'name'],
	{ replaces: true },
);

export const update = defineOperation({
	name: 'Replace',
	value: 'update',
	action: 'Replace a conversation',
	description:
		"Replace a conversation as a whole. What you leave out may be cleared: use 'Update' to change single fields.",
	endpoint: UPDATE_CONVERSATION,
	explain: explainClosed,
	fields: [
		conversationId,
		replaceNotice(updateFields),
		required(
			optionsField('status', 'Status', CONVERSATION_STATUSES, {
				description: 'Status that the conversation gets',
				hint: CLOSED_IS_FINAL,
			}),
		),
		defineUsing,
		updateFields,
		...recordOutput(simplified),
	],
	async execute(run, input) {
		const body = { status: input.status, ...withoutNulls(input.updateFields) };
		const answer = await changeConversation(run, body);
		return [shorten(answer.body, input, simplified)];
	},
});
