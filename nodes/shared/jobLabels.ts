import type { JobLabels } from '../api/jobs/operationErrors';

/** Labels of the action node that errors of both nodes refer to. */
export const jobLabels: JobLabels = {
	idempotencyKey: 'Idempotency Key',
	operation: 'Background Operation',
	get: 'Get',
	getMany: 'Get Many',
	wait: 'Wait for Completion',
};
