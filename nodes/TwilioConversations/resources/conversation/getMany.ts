import { LIST_CONVERSATIONS } from '../../../api/endpoints';
import { collectRecords } from '../collectRecords';
import { shorten } from '../shorten';
import { simplify } from '../../../shared/parameters/simplify';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { defineOperation } from '../define';
import { filters } from './conversationFilters';
import { toQuery, toTest } from './matching';
import { simplified } from '../../../shared/simplified/conversation';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description:
		'Get conversations, filtered by customer, status, age, name, metadata, configuration or channel',
	endpoint: LIST_CONVERSATIONS,
	fields: [returnAll, limit, filters, simplify],
	async execute({ client, endpoint, ids }, input) {
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query: toQuery(input.filters) },
			input,
			toTest(input.filters),
		);
		return records.map((record) => shorten(record, input.simplify, simplified));
	},
});
