import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether a model calls the node. n8n runs the tool variant as an ordinary node, and only its type
 * name tells (n8n-core 2.41).
 */
export function isToolCall(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}
