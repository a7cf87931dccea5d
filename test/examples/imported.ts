import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';
import { ACTION_NODE } from '../support/engine';
import type { EngineNodeTypes } from '../support/engine';

/** n8n's name for the tool variant of the action node. */
export const TOOL_NODE = `${ACTION_NODE}Tool`;

/** Parameters that n8n adds to a node when it makes a tool of it (n8n 2.41, ai-tools). */
const TOOL_PARAMETERS = ['descriptionType', 'toolDescription'];

/**
 * n8n's AI nodes and their versions as of n8n 2.41, whose package is too heavy to install for this.
 * The examples name no credential for the model, because users choose their own.
 */
const AI_NODES: Readonly<Record<string, readonly number[]>> = {
	'@n8n/n8n-nodes-langchain.agent': [3, 3.1],
	'@n8n/n8n-nodes-langchain.chatTrigger': [1, 1.1, 1.2, 1.3, 1.4, 1.5],
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': [1, 1.1, 1.2, 1.3],
	'@n8n/n8n-nodes-langchain.memoryBufferWindow': [1, 1.1, 1.2, 1.3, 1.4],
};

/** What n8n knows of a node's type: its versions, and the credentials that the example names. */
export interface KnownType {
	versions: readonly number[];
	credentials: readonly string[];
}

/** A tool as the node that n8n made it from; any other node as it is. */
export function withoutTool(node: INode): INode {
	if (node.type !== TOOL_NODE) return node;
	const kept = Object.entries(node.parameters).filter(([name]) => !TOOL_PARAMETERS.includes(name));
	return { ...node, type: ACTION_NODE, parameters: Object.fromEntries(kept) };
}

/** @throws UnexpectedError when n8n has no such type */
export function lookUp(node: INode, nodeTypes: EngineNodeTypes): KnownType {
	const aiVersions = AI_NODES[node.type];
	if (aiVersions !== undefined) return { versions: aiVersions, credentials: [] };
	const { type, typeVersion } = withoutTool(node);
	const { description } = nodeTypes.getByNameAndVersion(type, typeVersion);
	return {
		versions: [description.version].flat(),
		credentials: (description.credentials ?? []).map(({ name }) => name),
	};
}

/**
 * The parameters that survive an import: n8n drops those that the node does not have, or does not
 * show with these settings.
 */
export function understood(node: INode, nodeTypes: EngineNodeTypes): INodeParameters {
	if (node.type in AI_NODES) return node.parameters;
	const { type, typeVersion, parameters } = withoutTool(node);
	const { description } = nodeTypes.getByNameAndVersion(type, typeVersion);
	const taken = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	const added = Object.entries(node.parameters).filter(([name]) => !(name in parameters));
	return { ...taken, ...Object.fromEntries(added) };
}
