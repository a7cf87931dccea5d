import './n8nCore';
import { SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { createEmptyRunExecutionData, NodeConnectionTypes, UnexpectedError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import type { CredentialData } from './credentials';
import { TOOL_NODE } from '../nodeNames';
import { loadNodeTypes } from './nodeTypes';
import { buildWorkflow } from './workflow';

export interface ToolOptions {
	/** Default: the tool variant of this package's action node. */
	type?: string;
	parameters: INodeParameters;
	credentials: CredentialData;
	executionId: string;
	/** Further settings of the node, e.g. `retryOnFail`. */
	settings?: Partial<INode>;
}

/**
 * An agent's tool within one execution, invoked as n8n-core does: every attempt of every call has
 * its own run index.
 *
 * @returns a function that takes the arguments for `$fromAI` and resolves to what the model reads;
 *   it rejects with the error of the last attempt
 */
export async function toolOf(
	options: ToolOptions,
): Promise<(args: IDataObject) => Promise<string>> {
	const { type = TOOL_NODE, parameters, credentials, executionId, settings } = options;
	const nodeTypes = await loadNodeTypes();
	const workflow = buildWorkflow(
		{
			nodes: [
				{
					id: 'tool',
					name: 'Tool',
					type,
					typeVersion: 1,
					position: [0, 0],
					parameters,
					...settings,
				},
			],
			connections: {},
		},
		nodeTypes,
		credentials,
	);
	const node = workflow.getNode('Tool');
	if (node === null) throw new UnexpectedError('The workflow has no tool');
	const additionalData = createAdditionalData({ nodeTypes, credentials, executionId });
	const runExecutionData = createEmptyRunExecutionData();
	const contextOf = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additionalData,
			'manual',
			runExecutionData,
			runIndex,
			[],
			{},
			NodeConnectionTypes.AiTool,
			{ node, data: {}, source: null },
			[],
		);
	const nodeType = nodeTypes.getByNameAndVersion(type, 1);
	return makeHandleToolInvocation(contextOf, node, nodeType, runExecutionData);
}
