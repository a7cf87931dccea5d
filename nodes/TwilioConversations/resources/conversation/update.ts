import { UPDATE_CONVERSATION } from '../../../api/endpoints';
import { changeConversation, explainClosed } from '../closedConversation';
import { conversationId, shorten, simplify } from '../common';
import { choice } from '../fields/choice';
import { required } from '../fields/presence';
import { replaceNotice } from '../fields/replaceNotice';
import { updateFieldsOf } from '../fields/updateFields';
import { withoutNulls } from '../../../api/records';
import { defineOperation } from '../define';
import { name, newMetadata, newMetadataJson, STATUSES } from './fields';
import { simplified } from '../../../shared/simplified/conversation';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update conversation',
	description:
		"Update a conversation as a whole. What you leave out may be cleared: use 'Partially Update' to change single fields.",
	endpoint: UPDATE_CONVERSATION,
	explain: explainClosed,
	fields: [
		conversationId,
		replaceNotice,
		required(
			choice('status', 'Status', STATUSES, {
				description: 'Status that the conversation gets. Closed is final.',
			}),
		),
		updateFieldsOf([newMetadata, newMetadataJson, name], ['metadata', 'name']),
		simplify,
	],
	async execute(run, input) {
		const body = { status: input.status, ...withoutNulls(input.updateFields) };
		const answer = await changeConversation(run, body);
		return [shorten(answer.body, input.simplify, simplified)];
	},
});
