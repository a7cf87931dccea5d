import { FETCH_OPERATION } from '../../../api/endpoints';
import { readOperation } from '../../../api/jobs/operation';
import { operationId } from '../../../shared/parameters/ids';
import { defineOperation } from '../define';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a background operation',
	description: 'Get the state of an operation that Twilio carries out in the background',
	endpoint: FETCH_OPERATION,
	fields: [operationId],
	async execute({ client, ids }) {
		const { operation } = await readOperation(client, ids.operationId);
		return [operation];
	},
});
