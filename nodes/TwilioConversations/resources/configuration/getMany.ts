import { LIST_CONFIGURATIONS } from '../../../api/endpoints';
import { collectRecords, contradicted } from '../collectRecords';
import { recordOutput, shorten } from '../shorten';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { defineOperation } from '../define';
import { filtersCollection } from '../../../shared/parameters/filters';
import { memoryStoreId } from './attributes';
import { simplified } from '../../../shared/simplified/configuration';

const filters = filtersCollection('filters', [memoryStoreId], {
	description: 'Which configurations to return',
});

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many configurations',
	description: 'Get configurations, all of them or those of a memory store',
	endpoint: LIST_CONFIGURATIONS,
	fields: [returnAll, limit, filters, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const { filters: query } = input;
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query },
			input,
			contradicted(query),
		);
		return records.map((record) => shorten(record, input, simplified));
	},
});
