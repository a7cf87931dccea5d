import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from './resources/define';

/**
 * Refuses what an operation that waits cannot do, before anything is sent.
 *
 * @throws NodeOperationError with the way out
 */
export function assertCanWait(
	node: INode,
	{ waits, name }: Operation,
	{ itemCount, isToolCall }: { itemCount: number; isToolCall: boolean },
): void {
	if (waits !== true) return;
	if (isToolCall) {
		throw new NodeOperationError(
			node,
			`'${name}' cannot be a tool: n8n cannot wait while an AI agent works`,
			{
				description:
					"Nothing was sent. Let the agent use 'Send', and start a workflow by the trigger when the customer replies.",
			},
		);
	}
	if (itemCount <= 1) return;
	throw new NodeOperationError(node, `'${name}' takes one item at a time, and got ${itemCount}`, {
		description:
			"Nothing was sent. To ask one after the other, put this step into a loop ('Loop Over Items' with a batch size of 1). To ask all at once, put it and all that follows into a sub-workflow, and run that for each item with 'Wait For Sub-Workflow Completion' off: n8n would go on with the first answer and lose the others.",
	});
}
