import { DELETE_CONFIGURATION } from '../../../api/endpoints';
import { noticeField } from '../../../shared/fields/notice';
import { asyncOptions, deleteRecord } from '../asyncWrite';
import { defineOperation } from '../define';
import { configurationId } from './attributes';

const deleteNotice = noticeField(
	'deleteNotice',
	'Deletes the configuration with its capture rules, timeouts and status callbacks. This cannot be undone.',
);

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a configuration',
	description: 'Delete a configuration. This cannot be undone.',
	endpoint: DELETE_CONFIGURATION,
	fields: [configurationId, deleteNotice, asyncOptions],
	async execute(run, { options }) {
		return await deleteRecord(run, run.ids.configurationId, options);
	},
});
