import type { Kernel } from './kernel';
import { retryAfterText } from './rateLimit';
import type { Reply } from './reply';
import type { OperationRecord, OperationStatus } from './state/records';
import { statusUrl } from './views';

export interface OperationWork {
	/** E.g. `{ conversationId: '…' }`. */
	related: Record<string, string>;
	/**
	 * Does the work when the operation completes. Returning a text fails the operation for that
	 * reason.
	 */
	complete: () => string | undefined;
	/** Called when the operation ends, whatever its outcome, before `complete`. */
	end?: () => void;
}

/**
 * Accepts work that is finished later: 202 with statusUrl and related in the body, and Operation-Id,
 * Retry-After and Location in the headers. Source: Twilio OpenAPI; Twilio docs, async operations.
 * Speed and outcome are switches.
 */
export function startOperation(
	kernel: Kernel,
	work: (operationId: string) => OperationWork,
): Reply {
	const { clock, store, jobs, switches } = kernel;
	const at = clock.now();
	const id = store.ids.next('operation', at);
	const url = statusUrl(kernel, id);
	const { related, complete, end } = work(id);
	const resourceId = Object.values(related)[0] ?? '';
	const outcome = switches.operationOutcomes[resourceId] ?? switches.operationOutcome;

	const finish = () => {
		end?.();
		const failure = outcome === 'COMPLETED' ? complete() : `The operation ended as ${outcome}.`;
		const status = outcome === 'COMPLETED' && failure !== undefined ? 'FAILED' : outcome;
		record.status = status;
		record.completedAt = clock.now();
		record.updatedAt = record.completedAt;
		if (status === 'FAILED') {
			record.error = {
				type: 'https://www.twilio.com/docs/errors/20500',
				title: 'Operation failed',
				status: 500,
				detail: failure ?? '',
				instance: url,
			};
		}
	};
	const record: OperationRecord = {
		id,
		seq: store.nextSeq(),
		createdAt: at,
		updatedAt: at,
		status: 'PENDING',
		completedAt: null,
		error: null,
		related,
		job: { pollsLeft: null, dueAt: null, polls: 0, done: false, finish },
	};
	store.operations.add(record);
	record.job = jobs.start({ polls: switches.operationPolls, ms: switches.operationMs }, finish);

	const headers: Record<string, string> = {};
	if (!switches.operationOmitsIdHeader) headers['Operation-Id'] = id;
	if (switches.operationRetryAfter !== null) {
		headers['Retry-After'] = retryAfterText(switches.operationRetryAfter, at);
	}
	if (!switches.operationOmitsLocationHeader) headers.Location = url;
	const body =
		switches.operationNames === 'related' ? { statusUrl: url, related } : { statusUrl: url };
	return { status: 202, headers, body };
}

/** PENDING for the first half of the polls, then RUNNING (Twilio docs: Operation resource). */
export function unfinishedStatus({ switches }: Kernel, { job }: OperationRecord): OperationStatus {
	const total = job.pollsLeft === null ? 2 : job.pollsLeft + job.polls;
	return switches.operationShowsRunning && job.polls > total / 2 ? 'RUNNING' : 'PENDING';
}
