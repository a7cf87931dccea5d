import './n8nCore';
import { ExternalSecretsProxy } from 'n8n-core';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import { UnexpectedError } from 'n8n-workflow';
import type { IDataObject, INodeParameters, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { InMemoryCredentials } from './credentials';
import type { CredentialData } from './credentials';
import type { EngineNodeTypes } from './nodeTypes';

/** Public address of the instance; no trailing slash. */
const DEFAULT_INSTANCE_URL = 'http://localhost:5678';

export interface InstanceOptions {
	nodeTypes: EngineNodeTypes;
	credentials?: CredentialData;
	executionId?: string;
	hooks?: ExecutionLifecycleHooks;
	/** Parameters of the open node, for methods that the editor calls. */
	currentNodeParameters?: INodeParameters;
	/** Base of the webhook URLs; no trailing slash. */
	instanceUrl?: string;
	/** Gets what nodes send to the editor with `sendMessageToUI` (manual mode only). */
	onMessage?: (nodeName: string, messages: unknown[]) => void;
}

function refuse(what: string): () => never {
	return () => {
		throw new UnexpectedError(`${what} cannot be used in the engine harness`);
	};
}

function forwardMessages(onMessage: NonNullable<InstanceOptions['onMessage']>) {
	return (_type: string, data: IDataObject | IDataObject[]) => {
		for (const { source, messages } of [data].flat()) {
			// n8n-core 2.41 (BaseExecuteContext.sendMessageToUI) names the sender `[Node: "Name"]`.
			const nodeName = /^\[Node: "(.*)"\]$/s.exec(String(source))?.[1];
			onMessage(nodeName ?? String(source), Array.isArray(messages) ? messages : [messages]);
		}
	};
}

/**
 * What n8n hands to every node context besides the workflow: credentials, URLs, hooks. Sub-workflows
 * and task runners (Code node) need n8n itself, so they throw.
 */
export function createAdditionalData(options: InstanceOptions): IWorkflowExecuteAdditionalData {
	const url = options.instanceUrl ?? DEFAULT_INSTANCE_URL;
	return {
		credentialsHelper: new InMemoryCredentials(options.nodeTypes, options.credentials ?? {}),
		externalSecretsProxy: new ExternalSecretsProxy(),
		hooks: options.hooks,
		executionId: options.executionId,
		currentNodeParameters: options.currentNodeParameters,
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: `${url}/`,
		restApiUrl: `${url}/rest`,
		webhookBaseUrl: `${url}/webhook`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		formBaseUrl: `${url}/form`,
		formTestBaseUrl: `${url}/form-test`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		mcpBaseUrl: `${url}/mcp`,
		mcpTestBaseUrl: `${url}/mcp-test`,
		sendDataToUI: options.onMessage && forwardMessages(options.onMessage),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: refuse('Sub-workflows'),
		startRunnerTask: refuse('Task runners (Code node)'),
	};
}
