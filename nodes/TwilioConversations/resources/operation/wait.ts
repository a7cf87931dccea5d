import { FETCH_OPERATION } from '../../../api/endpoints';
import { waitForOperation } from '../../../api/jobs/operation';
import { jobLabels } from '../../../shared/jobLabels';
import { operationId } from '../../../shared/parameters/ids';
import { maxWait, waitTime } from '../../../shared/parameters/waiting';
import { defineOperation } from '../define';
import { optionsCollection } from '../../../shared/parameters/commonOptions';

export const wait = defineOperation({
	name: 'Wait for Completion',
	value: 'wait',
	action: 'Wait for a background operation',
	description: 'Wait until Twilio has finished an operation, and return it',
	endpoint: FETCH_OPERATION,
	fields: [operationId, optionsCollection(maxWait)],
	async execute({ client, ids }, { options }) {
		// It was accepted some time ago, so poll without a first wait.
		const accepted = { ...ids, retryAfterMs: 0 };
		return [await waitForOperation(client, accepted, waitTime(options), jobLabels)];
	},
});
