/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import './n8nCore';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExecutionLifecycleHooks, WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionStatus,
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	IWebhookData,
	Logger,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import { createAdditionalData } from './additionalData';
import { throwIfAnyWentOn } from './afterwards';
import type { CredentialData } from './credentials';
import { loadNodeTypes } from './nodeTypes';
import type { EngineNodeTypes } from './nodeTypes';
import { WorkflowResult } from './result';
import { expressRequest, expressResponse, parseBody } from './webhookServer';
import { buildWorkflow, completeWorkflow } from './workflow';
import type { WorkflowJson } from './workflow';

interface ExecutionOptions {
	workflow: WorkflowJson;
	credentials: CredentialData;
	mode?: 'manual' | 'trigger';
	startNode?: string;
	startItems?: INodeExecutionData[];
	signal?: AbortSignal;
}

/** An execution that may wait for days; what n8n keeps of it is JSON in its data base. */
export class Execution {
	status: ExecutionStatus = 'running';

	/** What n8n keeps, as it is in its data base. */
	saved?: IRunExecutionData;

	/** What the node wrote into the log while it was called. */
	readonly logged: string[] = [];

	private result?: WorkflowResult;

	private goingOn: Promise<void> = Promise.resolve();

	constructor(
		readonly id: string,
		private readonly nodeTypes: EngineNodeTypes,
		private readonly instanceUrl: string,
		private readonly options: ExecutionOptions,
	) {}

	get mode(): WorkflowExecuteMode {
		return this.options.mode ?? 'trigger';
	}

	/** What it has come to: it ended, or it waits. */
	async settled(): Promise<WorkflowResult> {
		await this.goingOn;
		if (this.result === undefined) throw new UnexpectedError('The execution has not begun');
		return this.result;
	}

	/** When it goes on by itself. */
	get waitTill(): Date | undefined {
		return this.saved?.waitTill === undefined ? undefined : new Date(this.saved.waitTill);
	}

	begin(): void {
		const { startItems, startNode: name, signal } = this.options;
		const workflow = this.workflow();
		const startNode = name ? (workflow.getNode(name) ?? undefined) : workflow.getStartNode();
		const pinData = startNode && startItems ? { [startNode.name]: startItems } : {};
		const execution = this.engine().run({ workflow, startNode, pinData });
		signal?.addEventListener('abort', () => execution.cancel());
		this.goOn(execution);
	}

	/** Its time is over (n8n 2.41, WaitTracker). */
	timeOut(): void {
		if (this.saved === undefined) throw new UnexpectedError('The execution does not wait');
		this.status = 'running';
		this.goOn(this.engine(structuredClone(this.saved)).processRunExecutionData(this.workflow()));
	}

	/** Somebody cancels it while it waits: n8n runs nothing of it any more. */
	cancel(): void {
		this.status = 'canceled';
	}

	/** As n8n 2.41 does it (WaitingWebhooks, webhook-helpers). @returns the HTTP status */
	async receive(
		suffix: string,
		incoming: IncomingMessage,
		outgoing: ServerResponse,
		rawBody: Buffer,
	): Promise<number | undefined> {
		if (this.saved === undefined || this.status !== 'waiting') return 409;
		const data = structuredClone(this.saved);
		data.waitTill = undefined;
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		const last = data.resultData.lastNodeExecuted ?? '';
		entry.node.disabled = true;
		data.resultData.runData[last]?.pop();
		const workflow = this.workflow();
		const node = workflow.nodes[last];
		const nodeType = this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const [webhookDescription] = nodeType.description.webhooks ?? [];
		if (webhookDescription?.restartWebhook !== true || suffix !== node.id) return 404;
		const additionalData = {
			...this.additionalData(),
			httpRequest: expressRequest(incoming, rawBody, parseBody(rawBody)?.body),
			httpResponse: expressResponse(outgoing),
		};
		const webhookData: IWebhookData = {
			httpMethod: 'POST',
			node: node.name,
			path: suffix,
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			webhookId: node.webhookId,
		};
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			this.mode,
			webhookData,
			[],
			data,
		);
		this.listen(context);
		if (nodeType.webhook === undefined) throw new UnexpectedError('No webhook()');
		const { workflowData, noWebhookResponse } = await nodeType.webhook.call(context);
		if (workflowData === undefined) return noWebhookResponse ? undefined : 200;
		// Of two that come at the same moment, one wins.
		if (this.status !== 'waiting') return 409;
		this.status = 'running';
		entry.data.main = workflowData;
		entry.metadata = { ...entry.metadata, forwardAllOutputs: true };
		this.goOn(this.engine(data).processRunExecutionData(workflow));
		return 200;
	}

	private listen(context: { logger: Logger }): void {
		const note = (message: string) => this.logged.push(message);
		Object.defineProperty(context, 'logger', {
			value: { info: note, warn: note, error: note, debug: () => {}, verbose: () => {}, log: note },
		});
	}

	private goOn(execution: PromiseLike<IRun>): void {
		this.goingOn = this.keep(execution);
	}

	private async keep(execution: PromiseLike<IRun>): Promise<void> {
		const { status, data } = await execution;
		throwIfAnyWentOn();
		this.result = new WorkflowResult(status, data.resultData.error, data.resultData.runData);
		this.saved = JSON.parse(JSON.stringify(data));
		this.status = status;
	}

	private workflow() {
		return buildWorkflow(this.options.workflow, this.nodeTypes, this.options.credentials);
	}

	private engine(data?: IRunExecutionData): WorkflowExecute {
		return new WorkflowExecute(this.additionalData(), this.mode, data);
	}

	private additionalData() {
		const { workflow, credentials } = this.options;
		const hooks = new ExecutionLifecycleHooks(this.mode, this.id, completeWorkflow(workflow));
		const { id: executionId, instanceUrl, nodeTypes } = this;
		return createAdditionalData({ nodeTypes, credentials, executionId, hooks, instanceUrl });
	}
}

/** An n8n whose executions can wait, and be called while they do. */
export interface WaitingN8n {
	/** Where it listens; no trailing slash. */
	url: string;
	/** What a node threw while it was called: n8n ends the execution then. */
	failures: unknown[];
	/** The status that each call was answered with, oldest first. */
	answers: number[];
	/** Starts an execution. */
	start(options: ExecutionOptions): Promise<Execution>;
	close(): Promise<void>;
}

/** Receives callbacks below `/webhook-waiting/` and hands them to the executions that wait. */
export async function startWaitingN8n(types?: EngineNodeTypes): Promise<WaitingN8n> {
	const executions = new Map<string, Execution>();
	const failures: unknown[] = [];
	const answers: number[] = [];
	const nodeTypes = types ?? (await loadNodeTypes());
	const server = createServer((incoming, outgoing) => {
		outgoing.once('close', () => answers.push(outgoing.statusCode));
		serve(executions, incoming, outgoing).catch((error: unknown) => {
			failures.push(error);
			outgoing.writeHead(500).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		failures,
		answers,
		start: async (options) => {
			const execution = new Execution(String(executions.size + 1), nodeTypes, url, options);
			executions.set(execution.id, execution);
			execution.begin();
			return await Promise.resolve(execution);
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function serve(
	executions: ReadonlyMap<string, Execution>,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk);
	const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://n8n');
	const [, , id, suffix = ''] = pathname.split('/');
	const execution = executions.get(id);
	const token = execution?.saved?.resumeToken;
	const isKnown = token === undefined || searchParams.get('signature') === token;
	const status = isKnown
		? ((await execution?.receive(suffix, incoming, outgoing, Buffer.concat(chunks))) ??
			(execution === undefined ? 404 : undefined))
		: 401;
	if (status !== undefined) outgoing.writeHead(status).end();
}

/** The items that left a node, as JSON. */
export function jsonOf(result: WorkflowResult, node: string): IDataObject[] {
	return result.items(node).map(({ json }) => json);
}
