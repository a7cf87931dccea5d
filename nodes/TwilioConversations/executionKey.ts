import type { IExecuteFunctions } from 'n8n-workflow';

import { Rounds } from '../api/idempotency';
import { isToolCall } from './toolCall';

/** Shared by all tool calls in this process. */
const toolCalls = new Rounds();

/**
 * Identifies this step of this execution. It stays the same across retries, rounds of a loop and
 * tool calls.
 */
export function executionKeyOf(context: IExecuteFunctions): string[] {
	return [context.getInstanceId(), context.getExecutionId(), context.getNode().id];
}

/**
 * Numbers the writes to a record, so that retries of one write get one number and further writes
 * get new ones.
 *
 * In a loop, each round has its own run index, and a retry has that of its round. In a tool call,
 * n8n increments the run index for each try (n8n-core 2.41, makeHandleToolInvocation), and a model
 * that was told of a failure calls again: a write that equals the one before it counts as a retry;
 * any other write to the record in between makes it a new one.
 *
 * @returns a function from what is written (record, and the whole write) to a part of the key
 */
export function roundsOf(context: IExecuteFunctions): (record: string, write: string) => string {
	if (isToolCall(context)) {
		const step = executionKeyOf(context).join(' ');
		return (record, write) => `tool ${toolCalls.of(`${step} ${record}`, write)}`;
	}
	const { $runIndex } = context.getWorkflowDataProxy(0);
	return () => String($runIndex);
}
