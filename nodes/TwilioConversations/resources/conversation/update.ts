import { changeConversation } from '../closedConversation';
import { conversationId, shorten, simplify } from '../../../shared/parameters/ids';
import { choice } from '../../../shared/fields/options';
import { required } from '../../../shared/fields/required';
import { replaceNotice } from '../../../shared/parameters/replaceNotice';
import { updateFieldsOf } from '../../../shared/parameters/updateFields';
import { withoutNulls } from '../../../api/records';
import { defineOperation } from '../define';
import { name, newMetadata, newMetadataJson, STATUSES } from './nameAndMetadata';
import { simplified } from '../../../shared/simplified/conversation';

export const update = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update conversation',
	description:
		"Update a conversation as a whole. What you leave out may be cleared: use 'Partially Update' to change single fields.",
	endpoint: { method: 'PUT', path: '/v2/Conversations/{conversationId}' },
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
