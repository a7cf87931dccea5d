import { UnexpectedError } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';
import type { CredentialData } from './credentials';
import type { EngineNodeTypes } from './nodeTypes';
import type { WorkflowResult } from './result';
import { runWorkflow } from './run';
import { TRIGGER_NODE } from '../nodeNames';
import { TriggerUnderTest } from './trigger';
import type { WebhookServer } from './webhookServer';
import type { WorkflowJson } from './workflow';

export interface ActiveWorkflowOptions {
	/** Holds a trigger of this package; any other trigger in it stays inactive. */
	workflow: WorkflowJson;
	nodeTypes: EngineNodeTypes;
	credentials: CredentialData;
	/** Receives the callbacks of the trigger. */
	server: WebhookServer;
	/** Workflow ID; must be unique within the process. */
	id: string;
	/** Cancels the executions. */
	signal?: AbortSignal;
}

/**
 * Chooses the configuration in the triggers of an imported workflow, as a user does. Also accepts a
 * private URL: the emulator, on the same machine, can reach it.
 */
export function listenOn({ nodes }: WorkflowJson, configurationId: string): void {
	for (const { type, parameters } of nodes) {
		if (type !== TRIGGER_NODE) continue;
		parameters.configurationId = { __rl: true, mode: 'list', value: configurationId };
		parameters.options = { ...Object(parameters.options), allowPrivateUrl: true };
	}
}

/** An active workflow: every event that its trigger lets through starts an execution. */
export class ActiveWorkflow {
	readonly trigger: TriggerUnderTest;

	private readonly executions: Array<Promise<WorkflowResult>> = [];

	/** @throws UnexpectedError when the workflow has no trigger of this package */
	constructor(private readonly options: ActiveWorkflowOptions) {
		const { workflow, nodeTypes, credentials, server, id } = options;
		const node = workflow.nodes.find(({ type }) => type === TRIGGER_NODE);
		if (node === undefined) throw new UnexpectedError('The workflow does not begin with an event');
		this.trigger = new TriggerUnderTest({
			id,
			nodeTypes,
			credentials,
			instanceUrl: server.url,
			parameters: node.parameters,
			webhookId: node.webhookId,
			onStart: (items) => this.executions.push(this.run(node.name, items)),
		});
	}

	/** As n8n 2.41 does: the URL answers before it is registered. */
	async activate(): Promise<void> {
		this.options.server.triggers.push(this.trigger);
		await this.trigger.activate();
	}

	async deactivate(): Promise<void> {
		await this.trigger.deactivate();
		const { triggers } = this.options.server;
		triggers.splice(triggers.indexOf(this.trigger), 1);
	}

	/** Waits for all executions that events have started so far; oldest first. */
	async results(): Promise<WorkflowResult[]> {
		return await Promise.all(this.executions);
	}

	/**
	 * Runs the workflow without a callback: as another process that got the event, or from another
	 * trigger.
	 *
	 * @param startItems what the first node emits
	 */
	async run(startNode: string, startItems: INodeExecutionData[]): Promise<WorkflowResult> {
		const { workflow, nodeTypes, credentials, id, signal } = this.options;
		const run = { nodeTypes, credentials, signal, startNode, startItems };
		return await runWorkflow({ ...run, mode: 'trigger', workflow: { ...workflow, id } });
	}
}
