import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/**
 * The conversation that is chosen in the open node, for the lists of what is in it.
 *
 * @throws NodeOperationError where there is none yet, or where it comes from an expression that has
 *   a value only when the workflow runs
 */
export function chosenConversation(context: ILoadOptionsFunctions): string {
	const id = read(context);
	if (typeof id === 'string' && id.trim() !== '') return id.trim();
	// A picker shows the message alone.
	const message =
		id === undefined
			? "'Conversation' is an expression without a value yet, so enter this ID by an expression too"
			: 'Choose a conversation first';
	throw new NodeOperationError(context.getNode(), message, { level: 'warning' });
}

function read(context: ILoadOptionsFunctions): unknown {
	try {
		return context.getNodeParameter('conversationId', '', { extractValue: true });
	} catch {
		// An expression without the data of an execution.
		return undefined;
	}
}
