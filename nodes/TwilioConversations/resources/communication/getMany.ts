import { collectRecords, conversationId, limit, returnAll, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { collection } from '../fields/composite';
import { filter } from '../fields/filter';
import { text } from '../fields/text';
import { simplified } from '../../../shared/simplified/communication';

const filters = collection(
	'filters',
	'Filters',
	[
		filter(
			text('channelId', 'Channel ID', {
				placeholder: 'e.g. CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
				description: 'SID of a call or message: only the communications that belong to it',
			}),
		),
	],
	{ placeholder: 'Add Filter', description: 'Which communications to return' },
);

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many communications',
	description: 'Get the communications of a conversation, all of them or those of a channel ID',
	endpoint: { method: 'GET', path: '/v2/Conversations/{conversationId}/Communications' },
	fields: [conversationId, returnAll, limit, filters, simplify],
	async execute({ client, endpoint, ids }, input) {
		const { channelId } = input.filters;
		const records = await collectRecords(client, endpoint, { ids, query: { channelId } }, input);
		return records.map((record) => shorten(record, input.simplify, simplified));
	},
});
