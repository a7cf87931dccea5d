import { FETCH_CONVERSATION } from '../../../api/endpoints';
import { conversationId } from '../../../shared/parameters/ids';
import { simplified } from '../../../shared/simplified/conversation';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a conversation',
	description: 'Get a conversation by its ID',
	endpoint: FETCH_CONVERSATION,
	fields: [conversationId, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const { body } = await client.request(endpoint, { ids });
		return [shorten(body, input, simplified)];
	},
});
