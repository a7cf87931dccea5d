/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import './n8nCore';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	Logger,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, UnexpectedError } from 'n8n-workflow';

import { TRIGGER_NODE } from '../nodeNames';
import { createAdditionalData } from './additionalData';
import type { CredentialData } from './credentials';
import type { EngineNodeTypes } from './nodeTypes';
import { buildWorkflow } from './workflow';

export interface TriggerOptions {
	nodeTypes: EngineNodeTypes;
	parameters: INodeParameters;
	credentials: CredentialData;
	/** Public address of n8n; no trailing slash. */
	instanceUrl: string;
	/** ID of workflow and webhook; must be unique on one instance. */
	id: string;
	/** Webhook ID of the node in its workflow; default: `id`. */
	webhookId?: string;
	type?: string;
	/** Called with the items of each flow that starts, once Twilio has its response. */
	onStart?: (items: INodeExecutionData[]) => void;
}

/** What Express hands to n8n, as far as nodes use it. */
export type WebhookRequest = ConstructorParameters<typeof WebhookContext>[2]['httpRequest'];
export type WebhookResponse = ConstructorParameters<typeof WebhookContext>[2]['httpResponse'];

/** The production or the test webhook of a trigger; each has static data of its own. */
class TriggerWebhook {
	private readonly node: INode;
	private readonly workflow;
	readonly logged: string[] = [];

	constructor(
		private readonly options: TriggerOptions,
		readonly isTest: boolean,
		staticData: IDataObject,
	) {
		const { id, nodeTypes, parameters, credentials, type = TRIGGER_NODE } = options;
		this.workflow = buildWorkflow(
			{
				id,
				nodes: [
					{
						id: 'trigger',
						name: 'Trigger',
						type,
						typeVersion: 1,
						position: [0, 0],
						parameters,
						webhookId: options.webhookId ?? id,
					},
				],
				connections: {},
			},
			nodeTypes,
			credentials,
		);
		// The same object, not a copy: it has to survive a restart, as n8n's database does.
		this.workflow.staticData = staticData;
		this.node = this.workflow.nodes.Trigger;
	}

	private get nodeType() {
		return this.options.nodeTypes.getByNameAndVersion(this.node.type, 1);
	}

	private get additionalData() {
		return createAdditionalData(this.options);
	}

	private get webhookData(): IWebhookData {
		const [webhookDescription] = this.nodeType.description.webhooks ?? [];
		if (webhookDescription === undefined) throw new UnexpectedError('The node has no webhook');
		const { id } = this.options;
		return {
			httpMethod: 'POST',
			node: this.node.name,
			path: NodeHelpers.getNodeWebhookPath(id, this.node, webhookDescription.path),
			webhookDescription,
			workflowId: id,
			workflowExecuteAdditionalData: this.additionalData,
			webhookId: this.node.webhookId,
			isTest: this.isTest,
		};
	}

	private get mode(): WorkflowExecuteMode {
		return this.isTest ? 'manual' : 'trigger';
	}

	url(): string {
		const { path } = this.webhookData;
		return `${this.options.instanceUrl}/${this.isTest ? 'webhook-test' : 'webhook'}/${path}`;
	}

	async call(
		method: 'checkExists' | 'create' | 'delete',
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const { webhookData } = this;
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData,
			this.mode,
			activation,
			webhookData,
		);
		this.listen(context);
		const run = this.nodeType.webhookMethods?.default?.[method];
		if (run === undefined) throw new UnexpectedError(`The node has no webhook method ${method}`);
		return await run.call(context);
	}

	/** Hands a request to the node's `webhook()`. */
	async receive(httpRequest: WebhookRequest, httpResponse: WebhookResponse) {
		const context = new WebhookContext(
			this.workflow,
			this.node,
			{ ...this.additionalData, httpRequest, httpResponse },
			this.mode,
			this.webhookData,
			[],
			null,
		);
		this.listen(context);
		if (this.nodeType.webhook === undefined) throw new UnexpectedError('No webhook()');
		return await this.nodeType.webhook.call(context);
	}

	private listen(context: { logger: Logger }): void {
		const note = (message: string, metadata?: object) => {
			this.logged.push(`${message} ${JSON.stringify(metadata ?? {})}`);
		};
		Object.defineProperty(context, 'logger', {
			value: { info: note, warn: note, error: note, debug: () => {}, verbose: () => {}, log: note },
		});
	}
}

/** A workflow with a trigger on one n8n instance: activation, restart, test, deactivation. */
export class TriggerUnderTest {
	/** Survives restarts, as in n8n's database. */
	readonly staticData: IDataObject = {};

	private production: TriggerWebhook;

	private test?: TriggerWebhook;

	/** Items of all flows that were started. */
	readonly started: INodeExecutionData[] = [];

	constructor(readonly options: TriggerOptions) {
		this.production = new TriggerWebhook(options, false, this.staticData);
	}

	get url(): string {
		return this.production.url();
	}

	get testUrl(): string {
		return new TriggerWebhook(this.options, true, {}).url();
	}

	get logged(): string[] {
		return [...this.production.logged, ...(this.test?.logged ?? [])];
	}

	/** Starts a flow with an event that was let through. */
	start(items: INodeExecutionData[]): void {
		this.started.push(...items);
		this.options.onStart?.(items);
	}

	/** As n8n 2.41 does: check, create, and delete if that fails. */
	async activate(): Promise<void> {
		await activateWebhook(this.production, 'activate');
	}

	async deactivate(): Promise<void> {
		await this.production.call('delete', 'update');
	}

	/** n8n is killed and starts again, which checks the registration first. */
	async restart(): Promise<void> {
		this.production = new TriggerWebhook(this.options, false, this.staticData);
		await activateWebhook(this.production, 'init');
	}

	async isRegistered(): Promise<boolean> {
		return await this.production.call('checkExists', 'init');
	}

	/** "Listen for test event", which has its own URL and static data. */
	async listenForTest(): Promise<void> {
		this.test = new TriggerWebhook(this.options, true, {});
		await activateWebhook(this.test, 'manual');
	}

	async stopListening(): Promise<void> {
		await this.test?.call('delete', 'manual');
		this.test = undefined;
	}

	/** The webhook under a path, if any. */
	serving(path: string): TriggerWebhook | undefined {
		return [this.production, this.test].find(
			(webhook) => webhook !== undefined && new URL(webhook.url()).pathname === path,
		);
	}
}

async function activateWebhook(webhook: TriggerWebhook, mode: WorkflowActivateMode): Promise<void> {
	try {
		if (await webhook.call('checkExists', mode)) return;
		await webhook.call('create', mode);
	} catch (error) {
		await webhook.call('delete', mode).catch(() => {});
		throw error;
	}
}
