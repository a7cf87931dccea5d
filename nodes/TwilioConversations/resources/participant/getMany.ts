import { LIST_PARTICIPANTS } from '../../../api/endpoints';
import { conversationId } from '../../../shared/parameters/ids';
import { limit, returnAll } from '../../../shared/parameters/returnAll';
import { simplified } from '../../../shared/simplified/participant';
import { collectRecords } from '../collectRecords';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';

export const getMany = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many participants',
	description: 'Get the participants of a conversation',
	endpoint: LIST_PARTICIPANTS,
	fields: [conversationId, returnAll, limit, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const records = await collectRecords(client, endpoint, { ids }, input);
		return records.map((record) => shorten(record, input, simplified));
	},
});
