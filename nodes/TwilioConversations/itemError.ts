import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** The errors that n8n can show on a node. */
export type NodeFailure = NodeApiError | NodeOperationError;

/**
 * Converts any failure of an item to an error that n8n shows on that item.
 *
 * @param node the node that it is shown on
 * @param index of the item
 */
export function toItemError(node: INode, index: number, error: unknown): NodeFailure {
	const shown =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	shown.context.itemIndex = index;
	return shown;
}

/**
 * The output item of a failed item. n8n routes it to the error output, if there is one, because its
 * only keys are `error` and `details`; with an `error` beside `json`, n8n would drop the details
 * (n8n-core 2.41, WorkflowExecute).
 */
export function toErrorItem({ message, description, context }: NodeFailure): INodeExecutionData {
	const { itemIndex, ...facts } = context;
	return {
		json: { error: message, details: { description: description ?? undefined, ...facts } },
		pairedItem: { item: Number(itemIndex) },
	};
}

/** Adds how far the step came, because items run concurrently and some may be done. */
export function addProgress(error: NodeFailure, done: number, total: number): NodeFailure {
	if (total > 1) {
		error.description =
			`${error.description ?? ''} Of ${total} items, ${done} were completed.`.trim();
	}
	return error;
}
