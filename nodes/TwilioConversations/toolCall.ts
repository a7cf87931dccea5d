import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether a model calls the node. n8n names the tool variant of a node so (n8n-core 2.41); it runs
 * as an ordinary node.
 */
export function isToolCall(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}
