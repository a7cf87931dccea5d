import { LIST_CONVERSATIONS } from '../../../api/endpoints';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { simplified } from '../../../shared/simplified/conversation';
import { collectRecords } from '../collectRecords';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';
import { filters } from './conversationFilters';
import { toQuery, toTest } from './matching';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description:
		'Get conversations, filtered by customer, status, age, name, metadata, configuration or channel',
	endpoint: LIST_CONVERSATIONS,
	fields: [returnAll, limit, filters, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const records = await collectRecords(
			client,
			endpoint,
			{ ids, query: toQuery(input.filters) },
			input,
			toTest(input.filters),
		);
		return records.map((record) => shorten(record, input, simplified));
	},
});
