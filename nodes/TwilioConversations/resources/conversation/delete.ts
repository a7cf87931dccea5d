import { DELETE_CONVERSATION } from '../../../api/endpoints';
import { conversationId } from '../../../shared/parameters/ids';
import { asyncOptions, deleteRecord } from '../asyncWrite';
import { defineOperation } from '../define';

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a conversation',
	description:
		'Delete a conversation with all its participants and communications. This cannot be undone.',
	endpoint: DELETE_CONVERSATION,
	fields: [conversationId, asyncOptions],
	async execute(run, { options }) {
		return await deleteRecord(run, run.ids.conversationId, options);
	},
});
