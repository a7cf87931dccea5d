import { DELETE_CONVERSATION } from '../../../api/endpoints';
import { noticeField } from '../../../shared/fields/notice';
import { conversationId } from '../../../shared/parameters/ids';
import { asyncOptions, deleteRecord } from '../asyncWrite';
import { defineOperation } from '../define';

const deleteNotice = noticeField(
	'deleteNotice',
	'Deletes the conversation with all its participants and communications, also one that is open. This cannot be undone.',
);

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a conversation',
	description:
		'Delete a conversation with all its participants and communications. This cannot be undone.',
	endpoint: DELETE_CONVERSATION,
	fields: [conversationId, deleteNotice, asyncOptions],
	async execute(run, { options }) {
		return await deleteRecord(run, run.ids.conversationId, options);
	},
});
