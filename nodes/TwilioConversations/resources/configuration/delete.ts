import { DELETE_CONFIGURATION } from '../../../api/endpoints';
import { asyncOptions, deleteRecord } from '../asyncWrite';
import { defineOperation } from '../define';
import { configurationId } from './attributes';

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a configuration',
	description: 'Delete a configuration. This cannot be undone.',
	endpoint: DELETE_CONFIGURATION,
	fields: [configurationId, asyncOptions],
	async execute(run, { options }) {
		return await deleteRecord(run, run.ids.configurationId, options);
	},
});
