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
	/** With one trigger of this package; its other triggers are left alone. */
	workflow: WorkflowJson;
	nodeTypes: EngineNodeTypes;
	credentials: CredentialData;
	/** The n8n that it is active on. */
	server: WebhookServer;
	/** Of the workflow; has to differ between workflows of one process. */
	id: string;
	/** Cancels the executions. */
	signal?: AbortSignal;
}

/**
 * Does what a user does to an imported workflow: chooses the configuration in its triggers. And lets
 * them have a URL that Twilio could not reach, because here Twilio is on the same machine.
 */
export function listenOn({ nodes }: WorkflowJson, configurationId: string): void {
	for (const { type, parameters } of nodes) {
		if (type !== TRIGGER_NODE) continue;
		parameters.configurationId = { __rl: true, mode: 'list', value: configurationId };
		parameters.options = { ...Object(parameters.options), allowPrivateUrl: true };
	}
}

/** A workflow that is started by events: each that its trigger lets through is an execution. */
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

	/** n8n answers under the URL first, and then has it registered (n8n 2.41). */
	async activate(): Promise<void> {
		this.options.server.triggers.push(this.trigger);
		await this.trigger.activate();
	}

	async deactivate(): Promise<void> {
		await this.trigger.deactivate();
		const { triggers } = this.options.server;
		triggers.splice(triggers.indexOf(this.trigger), 1);
	}

	/** The executions that events have begun so far, each when it has ended, oldest first. */
	async results(): Promise<WorkflowResult[]> {
		return await Promise.all(this.executions);
	}

	/**
	 * An execution that something else begins: another process that got the event, another trigger.
	 *
	 * @param startItems what the first node emits
	 */
	async run(startNode: string, startItems: INodeExecutionData[]): Promise<WorkflowResult> {
		const { workflow, nodeTypes, credentials, id, signal } = this.options;
		const run = { nodeTypes, credentials, signal, startNode, startItems };
		return await runWorkflow({ ...run, mode: 'trigger', workflow: { ...workflow, id } });
	}
}
