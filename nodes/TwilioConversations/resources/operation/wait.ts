import { FETCH_OPERATION } from '../../../api/endpoints';
import { waitForOperation } from '../../../api/jobs/operation';
import { jobLabels } from '../../../shared/jobLabels';
import { maxWait, operationId, waitTime } from '../common';
import { defineOperation } from '../define';
import { optionsOf } from '../fields/options';

export const wait = defineOperation({
	name: 'Wait for Completion',
	value: 'wait',
	action: 'Wait for completion of operation',
	description: 'Wait until Twilio has finished an operation, and return it',
	endpoint: FETCH_OPERATION,
	fields: [operationId, optionsOf(maxWait)],
	async execute({ client, ids }, { options }) {
		// It was accepted some time ago, so the first look is now.
		const accepted = { ...ids, retryAfterMs: 0 };
		return [await waitForOperation(client, accepted, waitTime(options), jobLabels)];
	},
});
