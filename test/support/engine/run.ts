import './n8nCore';
import './deduplication';
import { ExecutionLifecycleHooks, WorkflowExecute, WorkflowHasIssuesError } from 'n8n-core';
import type { INodeExecutionData, IPinData } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { throwIfAnyWentOn } from './afterwards';
import type { InstanceOptions } from './additionalData';
import { loadNodeTypes } from './nodeTypes';
import { WorkflowResult } from './result';
import { buildWorkflow, completeWorkflow } from './workflow';
import type { WorkflowJson } from './workflow';

export interface RunOptions
	extends Partial<
		Pick<InstanceOptions, 'nodeTypes' | 'credentials' | 'executionId' | 'instanceUrl' | 'onMessage'>
	> {
	workflow: WorkflowJson;
	/**
	 * `manual` (default) as with the editor's button: the trigger's own manual function runs, and
	 * nodes may send messages to the editor. `trigger` as in production: the trigger only passes on
	 * `startItems`.
	 */
	mode?: 'manual' | 'trigger';
	/** Name of the first node; default: the one that n8n picks for the editor's button. */
	startNode?: string;
	/** What the trigger emits instead of its own items. */
	startItems?: INodeExecutionData[];
	/** Output of nodes that do not run, as pinned in the editor. */
	pinData?: IPinData;
	/** Cancels the execution, as the editor's stop button does. */
	signal?: AbortSignal;
	/** Adds listeners, e.g. `hooks.addHandler('nodeExecuteAfter', …)` for progress. */
	listen?: (hooks: ExecutionLifecycleHooks) => void;
}

/**
 * Runs a workflow in n8n's own engine (n8n-core's WorkflowExecute), from its trigger to its end.
 *
 * A node that fails, or parameters that n8n refuses before the start, give a result with status
 * `error`. It rejects only on misuse of the harness, or when a request outlives its node of this
 * package. After a cancellation it settles as soon as the running node has returned.
 */
export async function runWorkflow(options: RunOptions): Promise<WorkflowResult> {
	const { credentials, executionId = '1', mode = 'manual', signal } = options;
	const nodeTypes = options.nodeTypes ?? (await loadNodeTypes());
	const workflow = buildWorkflow(options.workflow, nodeTypes, credentials);
	const hooks = new ExecutionLifecycleHooks(mode, executionId, completeWorkflow(options.workflow));
	options.listen?.(hooks);
	const additionalData = createAdditionalData({ ...options, nodeTypes, executionId, hooks });

	const startNode = options.startNode
		? (workflow.getNode(options.startNode) ?? undefined)
		: workflow.getStartNode();
	const pinData = { ...options.pinData };
	if (startNode && options.startItems) pinData[startNode.name] = options.startItems;

	const engine = new WorkflowExecute(additionalData, mode);
	const issues = engine.checkReadyForExecution(workflow, {
		startNode: startNode?.name,
		pinDataNodeNames: Object.keys(pinData),
	});
	if (issues) {
		return new WorkflowResult('error', new WorkflowHasIssuesError(issues, workflow.nodes), {});
	}

	const execution = engine.run({ workflow, startNode, pinData });
	const cancel = () => execution.cancel();
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel);
	try {
		const { status, data } = await execution;
		throwIfAnyWentOn();
		return new WorkflowResult(status, data.resultData.error, data.resultData.runData);
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}
