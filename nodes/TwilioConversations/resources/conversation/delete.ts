import { readAccepted, waitForOperation } from '../../../api/asyncOperation';
import { idempotencyKey } from '../../../api/idempotency';
import { conversationId, maxWait, waitForCompletion, waitTime } from '../common';
import { collection } from '../fields/composite';
import { idempotencyKey as ownKey } from '../fields/idempotencyKey';
import { defineOperation } from '../define';

export const remove = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete conversation',
	description:
		'Delete a conversation with all its participants and communications. This cannot be undone.',
	endpoint: { method: 'DELETE', path: '/v2/Conversations/{conversationId}' },
	fields: [
		conversationId,
		collection('options', 'Options', [ownKey, maxWait, waitForCompletion], {
			placeholder: 'Add Option',
		}),
	],
	async execute({ client, endpoint, ids, executionKey }, { options }) {
		const id = ids.conversationId;
		const key = options.idempotencyKey ?? idempotencyKey(...executionKey, id);
		const answer = await client.request(endpoint, { ids, idempotencyKey: key });
		const accepted = readAccepted(client, answer);
		const { operationId, statusUrl } = accepted;
		if (options.waitForCompletion === false) {
			return [{ accepted: true, id, operationId, statusUrl }];
		}
		await waitForOperation(client, accepted, waitTime(options));
		return [{ deleted: true, id, operationId }];
	},
});
