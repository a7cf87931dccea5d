import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { InvalidValue } from './field';

/**
 * The error for a parameter whose value cannot be used. Its level is a warning: the user can
 * correct it, so n8n need not report it.
 */
export function parameterError(
	node: INode,
	{ message }: InvalidValue,
	options: { itemIndex?: number; description?: string },
): NodeOperationError {
	const error = new NodeOperationError(node, message, { ...options, level: 'warning' });
	// n8n replaces a message that contains the code of a network error, and a value may contain one.
	error.message = message;
	return error;
}
