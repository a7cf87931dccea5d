import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine';
import type { CredentialData, EngineNodeTypes, WorkflowJson } from '../support/engine';
import { TOOL_NODE, withoutTool } from './imported';

/** A tool as a language model sees it. */
export interface AgentTool {
	description: string;
	/** Description of each argument, by its name. */
	arguments: Readonly<Record<string, string | undefined>>;
	/**
	 * Calls it as a model does: n8n checks the arguments and runs the node with them.
	 *
	 * @returns the `json` of the items that the node returns
	 * @throws Error when the arguments are not what n8n asks for, or the node fails
	 */
	call: (values: IDataObject) => Promise<IDataObject[]>;
}

interface Instance {
	nodeTypes: EngineNodeTypes;
	credentials: CredentialData;
}

/**
 * The tools of a workflow, created by n8n-core itself and run in its engine. The test calls them in
 * place of n8n's agent, whose package is too heavy to install for this.
 *
 * @returns the tools, by the name that the model sees
 */
export function agentTools(
	{ nodes }: WorkflowJson,
	{ nodeTypes, credentials }: Instance,
): Map<string, AgentTool> {
	const tools = nodes
		.filter(({ type }) => type === TOOL_NODE)
		.map((node): [string, AgentTool] => {
			const { type, typeVersion, parameters } = withoutTool(node);
			const run = async (query: IDataObject) => {
				const how = { type, typeVersion, parameters, nodeTypes, credentials };
				const { json, error } = await runNode({ ...how, items: [{ json: { query } }] });
				if (error) throw error;
				return json;
			};
			const { response } = createNodeAsTool({
				node,
				nodeType: nodeTypes.getByNameAndVersion(type, typeVersion),
				handleToolInvocation: run,
			});
			const described = Object.entries(response.schema.shape).map(([name, { description }]) => [
				name,
				description,
			]);
			return [
				response.name,
				{
					description: response.description,
					arguments: Object.fromEntries(described),
					call: async (values) => await run(response.schema.parse(values)),
				},
			];
		});
	return new Map(tools);
}
