import { notFound } from '../errors';
import type { Handler } from '../kernel';
import { unfinishedStatus } from '../asyncOperation';
import { operationView } from '../views';

/** Each poll counts towards completion, if the operation completes by polling. */
const fetch: Handler = (kernel, { params }) => {
	const operation = kernel.store.operations.get(params.id ?? '');
	if (!operation) throw notFound(`/v2/ControlPlane/Operations/${params.id}`);
	kernel.jobs.poll(operation.job);
	if (!operation.job.done) operation.status = unfinishedStatus(kernel, operation);
	return { status: 200, body: operationView(kernel, operation) };
};

export const operationHandlers: Record<string, Handler> = { FetchOperationStatus: fetch };
