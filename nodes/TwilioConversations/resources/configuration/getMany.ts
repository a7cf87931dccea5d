import { LIST_CONFIGURATIONS } from '../../../api/configuration';
import { collectRecords, limit, returnAll, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { filter } from '../fields/filter';
import { memoryStoreId } from './fields';
import { simplified } from '../../../shared/simplified/configuration';

const filters = collection('filters', 'Filters', [filter(memoryStoreId)], {
	placeholder: 'Add Filter',
	description: 'Which configurations to return',
});

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many configurations',
	description: 'Get configurations, all of them or those of a memory store',
	endpoint: LIST_CONFIGURATIONS,
	fields: [returnAll, limit, filters, simplify],
	async execute({ client, endpoint, ids }, input) {
		const { filters: query } = input;
		const records = await collectRecords(client, endpoint, { ids, query }, input);
		return records.map((record) => shorten(record, input.simplify, simplified));
	},
});
