import { FETCH_ACTION } from '../../../api/endpoints';
import { actionId, conversationId } from '../../../shared/parameters/ids';
import { defineOperation } from '../define';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a sent message',
	description: 'Get what became of a message that was sent from here, by the ID of its action',
	endpoint: FETCH_ACTION,
	fields: [conversationId, actionId],
	async execute({ client, endpoint, ids }) {
		const { body } = await client.request(endpoint, { ids });
		return [body];
	},
});
