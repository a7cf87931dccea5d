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
	throw new NodeOperationError(context.getNode(), 'Choose a conversation first', {
		level: 'warning',
		description:
			"This list shows what is in the conversation. If 'Conversation' is an expression, enter this ID by an expression too.",
	});
}

function read(context: ILoadOptionsFunctions): unknown {
	try {
		return context.getNodeParameter('conversationId', '', { extractValue: true });
	} catch {
		// An expression without the data of an execution.
		return undefined;
	}
}
