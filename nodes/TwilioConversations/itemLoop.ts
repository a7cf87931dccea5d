import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancellation, Cancelled } from '../api/cancellation';
import { TwilioClient } from '../api/client';
import { Limiter } from '../api/limiter';
import { addProgress, type NodeFailure, toErrorItem, toItemError } from './itemError';
import { readerFor } from './readItem';
import type { Operation, Prepared } from './resources/define';

/** Requests under way at once, for all items together. */
const MAX_CONCURRENT = 20;

interface Entry {
	readonly index: number;
	readonly prepared: Prepared;
}

/**
 * Runs an operation for every item.
 *
 * Items on the same record run one after the other in input order, all others side by side; the
 * output is in input order and each of its items points to its input item. When the node is set
 * to continue, an item that fails becomes one with its error. Otherwise an invalid item stops
 * everything before anything is sent, and the first refusal stops whatever has not begun; what
 * has begun is finished, so that nothing goes on unseen. When the user cancels, what was done
 * by then is returned, and n8n marks the execution as cancelled.
 *
 * @throws NodeApiError or NodeOperationError with the index of its item
 */
export async function runItems(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const goesOn = context.continueOnFail();
	const output: INodeExecutionData[][] = [];
	const failures = new Map<number, NodeFailure>();
	const running = new Set<TwilioClient>();
	let stopped = false;

	const stop = (isHard: boolean) => {
		stopped = true;
		for (const { cancellation, hasBegun } of running) {
			if (isHard || !hasBegun) cancellation.cancel();
		}
	};
	const fail = (index: number, error: unknown) => {
		// It was stopped on purpose; what stopped it is told by the item that failed.
		if (error instanceof Cancelled) return;
		const failure = toItemError(context.getNode(), index, error);
		if (goesOn) {
			output[index] = [toErrorItem(failure)];
			return;
		}
		failures.set(index, failure);
		stop(false);
	};

	const shared = new TwilioClient(context, new Limiter(MAX_CONCURRENT));
	const executionKey = [context.getInstanceId(), context.getExecutionId()];
	const runLane = async (lane: Entry[]) => {
		for (const { index, prepared } of lane) {
			if (stopped) return;
			const client = shared.fork(new Cancellation());
			running.add(client);
			try {
				const records = await prepared.run({ client, executionKey });
				output[index] = records.map((json) => ({ json, pairedItem: { item: index } }));
			} catch (error) {
				fail(index, error);
			} finally {
				running.delete(client);
			}
		}
	};

	const entries: Entry[] = [];
	const items = context.getInputData();
	for (let index = 0; index < items.length && !stopped; index++) {
		try {
			entries.push({ index, prepared: operation.prepare(readerFor(context, index)) });
		} catch (error) {
			fail(index, error);
		}
	}

	const signal = context.getExecutionCancelSignal();
	const onCancel = () => stop(true);
	signal?.addEventListener('abort', onCancel);
	if (signal?.aborted) onCancel();
	await Promise.all(toLanes(entries).map(runLane));
	signal?.removeEventListener('abort', onCancel);

	const first = failures.get(Math.min(...failures.keys()));
	if (first !== undefined) {
		const done = output.filter((records) => records !== undefined).length;
		throw addProgress(first, done, items.length);
	}
	return output.flat();
}

/** Items with the same key in one lane, in input order; items without a key each in their own. */
function toLanes(entries: Entry[]): Entry[][] {
	const lanes = new Map<string | Entry, Entry[]>();
	for (const entry of entries) {
		const key = entry.prepared.orderKey ?? entry;
		const lane = lanes.get(key);
		if (lane === undefined) lanes.set(key, [entry]);
		else lane.push(entry);
	}
	return [...lanes.values()];
}
