import type { IExecuteFunctions } from 'n8n-workflow';

import { Rounds } from '../api/idempotency';
import { isToolCall } from './toolCall';

/** Of all tool calls in this process. */
const toolCalls = new Rounds();

/**
 * What tells this step of this execution from every other, the same for each of its tries, rounds of
 * a loop and tool calls.
 */
export function executionKeyOf(context: IExecuteFunctions): string[] {
	return [context.getInstanceId(), context.getExecutionId(), context.getNode().id];
}

/**
 * Tells writes to the same record from each other that are to be carried out each, and gives the
 * tries of one write the same answer.
 *
 * In a loop, the rounds have run indexes of their own, and a retry has that of its round. In a tool
 * call, n8n raises the run index for each try (n8n-core 2.41, makeHandleToolInvocation), and a model
 * that was told of a failure calls again: the same write as the one just before is a try of it, and
 * any other write to the record in between makes it a new one.
 *
 * @returns a function from what is written (record, and all of the write) to a text for the key
 */
export function roundsOf(context: IExecuteFunctions): (record: string, write: string) => string {
	if (isToolCall(context)) {
		const step = executionKeyOf(context).join(' ');
		return (record, write) => `tool ${toolCalls.of(`${step} ${record}`, write)}`;
	}
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return () => String($runIndex);
}
