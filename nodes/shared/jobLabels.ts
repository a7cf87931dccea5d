import type { JobLabels } from '../api/jobs/operationErrors';

/** What the action node calls the things that errors of both nodes send the user to. */
export const jobLabels: JobLabels = {
	idempotencyKey: 'Idempotency Key',
	operation: 'Background Operation',
	get: 'Get',
	getMany: 'Get Many',
	wait: 'Wait for Completion',
};
