import { FETCH_CONFIGURATION } from '../../../api/endpoints';
import { readConfiguration } from '../../../api/jobs/configuration';
import { recordOutput, shorten } from '../shorten';
import { defineOperation } from '../define';
import { configurationId } from './attributes';
import { simplified } from '../../../shared/simplified/configuration';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a configuration',
	description: 'Get a configuration by its ID',
	endpoint: FETCH_CONFIGURATION,
	fields: [configurationId, ...recordOutput(simplified)],
	async execute({ client, ids }, input) {
		const record = await readConfiguration(client, ids.configurationId);
		return [shorten(record, input, simplified)];
	},
});
