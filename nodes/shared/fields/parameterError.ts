import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { InvalidValue } from './field';

/**
 * The error that n8n shows where a parameter has a value that cannot be used: it is for the user to
 * correct, so n8n need not report it.
 */
export function parameterError(
	node: INode,
	{ message }: InvalidValue,
	options: { itemIndex?: number; description?: string },
): NodeOperationError {
	const error = new NodeOperationError(node, message, { ...options, level: 'warning' });
	// n8n rewrites messages that contain the code of a network error, and a value may contain one.
	error.message = message;
	return error;
}
