import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { ACTION_NODE } from '../nodeNames';
import { loadNodeTypes } from './nodeTypes';
import type { WorkflowResult } from './result';
import { runWorkflow } from './run';
import type { RunOptions } from './run';

const TRIGGER = 'Trigger';

/** Name of the node under test in the workflow that `runNode` builds. */
export const NODE_NAME = 'Node';

export interface RunNodeOptions extends Omit<RunOptions, 'workflow' | 'startItems' | 'pinData'> {
	/** Default: this package's action node. */
	type?: string;
	/** Default: the newest version of the node type. */
	typeVersion?: number;
	parameters: INodeParameters;
	/** What the node receives; default one item without fields. */
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Further settings of the node: `retryOnFail`, `executeOnce`, `alwaysOutputData`, … */
	settings?: Partial<INode>;
}

export interface NodeResult extends Pick<WorkflowResult, 'status' | 'error'> {
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the error output (`onError: 'continueErrorOutput'`). */
	errorItems: INodeExecutionData[];
	/** The `json` of `items`. */
	json: IDataObject[];
	workflow: WorkflowResult;
}

/**
 * Runs one node behind a Manual Trigger in n8n's engine.
 *
 * To run it as an AI agent's tool call, put `={{ $fromAI('key') }}` into parameters and the
 * arguments into an item: `{ json: { query: { key: 'value' } } }` (n8n 2.41 executes tools as
 * ordinary nodes with that input).
 */
export async function runNode(options: RunNodeOptions): Promise<NodeResult> {
	const { type = ACTION_NODE, parameters, items, onError, settings, ...run } = options;
	const nodeTypes = run.nodeTypes ?? (await loadNodeTypes());
	const { version } = nodeTypes.getByNameAndVersion(type, options.typeVersion).description;
	const workflow = await runWorkflow({
		...run,
		nodeTypes,
		startItems: items ?? [{ json: {} }],
		workflow: {
			nodes: [
				{
					id: 'trigger',
					name: TRIGGER,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'node',
					name: NODE_NAME,
					type,
					typeVersion: options.typeVersion ?? Math.max(...[version].flat()),
					position: [200, 0],
					parameters,
					onError,
					...settings,
				},
			],
			connections: { [TRIGGER]: { main: [[{ node: NODE_NAME, type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		},
	});
	const output = workflow.items(NODE_NAME);
	return {
		items: output,
		errorItems: workflow.items(NODE_NAME, 1),
		json: output.map(({ json }) => json),
		status: workflow.status,
		error: workflow.error,
		workflow,
	};
}
