import { FETCH_COMMUNICATION } from '../../../api/endpoints';
import { communicationId, conversationId } from '../../../shared/parameters/ids';
import { simplified } from '../../../shared/simplified/communication';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a communication',
	description: 'Get a communication of a conversation by its ID',
	endpoint: FETCH_COMMUNICATION,
	fields: [conversationId, communicationId, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const { body } = await client.request(endpoint, { ids });
		return [shorten(body, input, simplified)];
	},
});
