import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether the node runs as the tool of an AI agent, which fills its values in. n8n names the tool
 * variant of a node so (n8n-core 2.41); apart from that it runs as an ordinary node.
 */
export function isToolCall(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}
