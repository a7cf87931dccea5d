import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancellation, Cancelled } from '../api/cancellation';
import { TwilioClient } from '../api/client';
import { Crew } from '../api/crew';
import { Limiter } from '../api/limiter';
import { addProgress, type NodeFailure, toErrorItem, toItemError } from './itemError';
import { prepareItem, readMaxRequests, type UsedKeys } from './readItem';
import type { Operation, Prepared } from './resources/define';

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
	const cancellation = new Cancellation();
	const crew = new Crew(
		new TwilioClient(context, new Limiter(readMaxRequests(context)), cancellation),
	);
	const session = {
		executionKey: executionKey(context),
		progress: (message: string) => context.sendMessageToUI(message),
		hint: (message: string) => context.addExecutionHints?.({ message, location: 'outputPane' }),
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
		crew.stop();
	};

	const runLane = async (lane: Entry[]) => {
		for (const { index, prepared } of lane) {
			if (crew.isStopped) return;
			try {
				const records = await crew.run(
					async (client) => await prepared.run({ ...session, client, itemIndex: index }),
				);
				output[index] = records.map((json) => ({ json, pairedItem: { item: index } }));
			} catch (error) {
				fail(index, error);
			}
		}
	};

	const entries: Entry[] = [];
	const usedKeys: UsedKeys = new Map();
	const items = context.getInputData();
	for (let index = 0; index < items.length && !crew.isStopped; index++) {
		try {
			entries.push({ index, prepared: prepareItem(context, operation, index, usedKeys) });
		} catch (error) {
			fail(index, error);
		}
	}

	const signal = context.getExecutionCancelSignal();
	const onCancel = () => cancellation.cancel();
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

/**
 * The same for a retry of this step, so that what was sent is replayed, and another for every other
 * node and every other round of a loop, so that they are carried out.
 */
function executionKey(context: IExecuteFunctions): string[] {
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return [
		context.getInstanceId(),
		context.getExecutionId(),
		context.getNode().id,
		String($runIndex),
	];
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
