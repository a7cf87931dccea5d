import { FETCH_PARTICIPANT } from '../../../api/endpoints';
import { conversationId, participantId } from '../../../shared/parameters/ids';
import { simplified } from '../../../shared/simplified/participant';
import { defineOperation } from '../define';
import { recordOutput, shorten } from '../shorten';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a participant',
	description: 'Get a participant of a conversation by its ID',
	endpoint: FETCH_PARTICIPANT,
	fields: [conversationId, participantId, ...recordOutput(simplified)],
	async execute({ client, endpoint, ids }, input) {
		const { body } = await client.request(endpoint, { ids });
		return [shorten(body, input, simplified)];
	},
});
