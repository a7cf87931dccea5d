import { collectRecords } from '../collectRecords';
import { conversationId, limit, returnAll, shorten, simplify } from '../common';
import { defineOperation } from '../define';
import { LIST_PARTICIPANTS } from '../../../api/endpoints';
import { simplified } from '../../../shared/simplified/participant';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many participants',
	description: 'Get the participants of a conversation',
	endpoint: LIST_PARTICIPANTS,
	fields: [conversationId, returnAll, limit, simplify],
	async execute({ client, endpoint, ids }, input) {
		const records = await collectRecords(client, endpoint, { ids }, input);
		return records.map((record) => shorten(record, input.simplify, simplified));
	},
});
