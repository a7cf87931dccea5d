import { FETCH_ACTION } from '../../../api/endpoints';
import { actionId, conversationId } from '../../../shared/parameters/ids';
import { defineOperation } from '../define';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get action',
	description: 'Get an action of a conversation by its ID, e.g. whether a message was sent',
	endpoint: FETCH_ACTION,
	fields: [conversationId, actionId],
	async execute({ client, endpoint, ids }) {
		const { body } = await client.request(endpoint, { ids });
		return [body];
	},
});
