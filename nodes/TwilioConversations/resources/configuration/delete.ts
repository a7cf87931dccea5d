import { asyncOptions, deleteRecord } from '../asyncWrite';
import { defineOperation } from '../define';
import { configurationId } from './attributes';

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete configuration',
	description: 'Delete a configuration. This cannot be undone.',
	endpoint: { method: 'DELETE', path: '/v2/ControlPlane/Configurations/{configurationId}' },
	fields: [configurationId, asyncOptions],
	async execute(run, { options }) {
		return await deleteRecord(run, run.ids.configurationId, options);
	},
});
