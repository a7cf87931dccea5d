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
	/** What n8n believes to be its public address; no trailing slash. */
	instanceUrl: string;
	/** Of the workflow and of the webhook; has to differ between triggers on one instance. */
	id: string;
	/** Of the node, as it stands in a workflow; default the same as `id`. */
	webhookId?: string;
	type?: string;
	/** Called with what each flow begins with, after Twilio has its answer. */
	onStart?: (items: INodeExecutionData[]) => void;
}

/** What Express hands to n8n, as far as nodes use it. */
export type WebhookRequest = ConstructorParameters<typeof WebhookContext>[2]['httpRequest'];
export type WebhookResponse = ConstructorParameters<typeof WebhookContext>[2]['httpResponse'];

/** One life of a webhook: production and test each have their own, with static data of their own. */
class WebhookLife {
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
		// The very object, so that it outlives this life like n8n's data base does.
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

/** A workflow that begins with a trigger, on one n8n instance, through activation and back. */
export class TriggerUnderTest {
	/** Survives restarts, as in n8n's data base. */
	readonly staticData: IDataObject = {};

	private production: WebhookLife;

	private test?: WebhookLife;

	/** What each flow that was started began with. */
	readonly started: INodeExecutionData[] = [];

	constructor(readonly options: TriggerOptions) {
		this.production = new WebhookLife(options, false, this.staticData);
	}

	get url(): string {
		return this.production.url();
	}

	get testUrl(): string {
		return new WebhookLife(this.options, true, {}).url();
	}

	get logged(): string[] {
		return [...this.production.logged, ...(this.test?.logged ?? [])];
	}

	/** An event was let through, and runs the workflow. */
	start(items: INodeExecutionData[]): void {
		this.started.push(...items);
		this.options.onStart?.(items);
	}

	/** As n8n 2.41 does it: check, create, and delete again when that failed. */
	async activate(): Promise<void> {
		await startLife(this.production, 'activate');
	}

	async deactivate(): Promise<void> {
		await this.production.call('delete', 'update');
	}

	/** n8n is killed and starts again: it asks for what it believes to be registered. */
	async restart(): Promise<void> {
		this.production = new WebhookLife(this.options, false, this.staticData);
		await startLife(this.production, 'init');
	}

	async isRegistered(): Promise<boolean> {
		return await this.production.call('checkExists', 'init');
	}

	/** "Listen for test event": n8n gives it a URL and static data of its own. */
	async listenForTest(): Promise<void> {
		this.test = new WebhookLife(this.options, true, {});
		await startLife(this.test, 'manual');
	}

	async stopListening(): Promise<void> {
		await this.test?.call('delete', 'manual');
		this.test = undefined;
	}

	/** The life that serves a path, if it does. */
	serving(path: string): WebhookLife | undefined {
		return [this.production, this.test].find(
			(life) => life !== undefined && new URL(life.url()).pathname === path,
		);
	}
}

async function startLife(life: WebhookLife, mode: WorkflowActivateMode): Promise<void> {
	try {
		if (await life.call('checkExists', mode)) return;
		await life.call('create', mode);
	} catch (error) {
		await life.call('delete', mode).catch(() => {});
		throw error;
	}
}
