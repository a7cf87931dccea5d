import { OWNER } from './environment';
import { eventually } from './eventually';
import type { Patience } from './eventually';

/** n8n's REST API refused. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		/** The body as it came. */
		readonly body: string,
		request: string,
	) {
		super(`${request} was answered with ${status}: ${body.slice(0, 500)}`);
	}
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	/** With `includeData`; what is secret is blanked. */
	data?: Record<string, unknown>;
}

export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** What a workflow file holds. */
export interface NewWorkflow {
	/** Chosen by n8n if left out. */
	id?: string;
	name: string;
	nodes: object[];
	connections: object;
	settings?: object;
}

export interface Workflow {
	id: string;
	name: string;
	versionId: string;
	active: boolean;
}

export interface Execution {
	id: string;
	workflowId: string;
	/** `success`, `error`, `crashed`, `canceled`, `running`, `waiting` or `new`. */
	status: string;
	mode: string;
}

/** What an execution did, node by node. */
export interface ExecutionData extends Execution {
	data: {
		resultData: {
			error?: { message: string };
			/** By name of the node, one entry for each of its runs. */
			runData: Record<string, NodeRun[]>;
		};
	};
}

export interface NodeRun {
	executionStatus: string;
	error?: { message: string; description?: string };
	/** `main` has the items of each output. */
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
}

/**
 * n8n's internal REST API, the one the editor uses, as the owner. Answers are typed as n8n 2.8 to
 * 2.41 give them.
 */
export class N8nClient {
	private cookie = '';
	private apiKey = '';

	/** @param url of n8n, without trailing slash */
	constructor(readonly url: string) {}

	/**
	 * @param path e.g. `/rest/workflows`
	 * @param body sent as JSON
	 * @returns for `/rest/…` what the answer has in `data`, else the whole answer
	 * @throws RestError for every status of 400 and above
	 */
	async request<Data>(method: string, path: string, body?: unknown): Promise<Data> {
		const answer = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n binds a session to a browser.
				'browser-id': 'n8n-client',
				cookie: this.cookie,
				'x-n8n-api-key': this.apiKey,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new RestError(answer.status, text, `${method} ${path}`);
		const [session] = answer.headers.getSetCookie();
		if (session !== undefined) this.cookie = session.split(';')[0] ?? '';
		const json = JSON.parse(text);
		return path.startsWith('/rest/') ? json.data : json;
	}

	/**
	 * Signs in; makes the owner account first where there is none.
	 *
	 * @throws RestError 401 when the account has another password by now
	 */
	async login(): Promise<void> {
		const { email, password } = OWNER;
		const { userManagement } = await this.request<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await this.request('POST', '/rest/owner/setup', OWNER);
		} else {
			await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
	}

	async createCredential(credential: NewCredential): Promise<Credential> {
		return await this.request('POST', '/rest/credentials', credential);
	}

	/** @returns with `data`, secrets blanked */
	async credential(id: string): Promise<Credential> {
		return await this.request('GET', `/rest/credentials/${id}?includeData=true`);
	}

	/** @param changes values that are blanked stay as they are */
	async updateCredential(id: string, changes: NewCredential): Promise<Credential> {
		return await this.request('PATCH', `/rest/credentials/${id}`, changes);
	}

	/** Runs the test of the credential, as the editor does on saving. */
	async testCredential(
		credential: NewCredential & { id: string },
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.request('POST', '/rest/credentials/test', { credentials: credential });
	}

	async createWorkflow(workflow: NewWorkflow): Promise<Workflow> {
		return await this.request('POST', '/rest/workflows', workflow);
	}

	async workflow(id: string): Promise<Workflow & NewWorkflow> {
		return await this.request('GET', `/rest/workflows/${id}`);
	}

	/**
	 * Publishes the saved version. n8n answers when the trigger has been activated; its URL may
	 * answer 404 for a moment longer.
	 *
	 * @throws RestError with what the trigger said when it could not be activated
	 */
	async activate(id: string): Promise<Workflow> {
		const { versionId } = await this.workflow(id);
		return await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<Workflow> {
		return await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Executes a workflow as the button in the editor does.
	 *
	 * @param trigger name of the node to start from
	 * @returns `executionId`; with a webhook trigger, n8n begins to listen for a test call instead
	 */
	async run(
		id: string,
		trigger: string,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const workflowData = await this.workflow(id);
		const body = { workflowData, triggerToStartFrom: { name: trigger } };
		return await this.request('POST', `/rest/workflows/${id}/run`, body);
	}

	/** Newest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?filter=${filter}&limit=100`;
		return (await this.request<{ results: Execution[] }>('GET', path)).results;
	}

	/** Waits until so many executions of a workflow have ended. @returns those, newest first */
	async finishedExecutions(
		workflowId: string,
		count: number,
		patience?: Patience,
	): Promise<Execution[]> {
		return await eventually(
			`${count} finished executions of workflow ${workflowId}`,
			async () => {
				const all = await this.executions(workflowId);
				const finished = all.filter(
					({ status }) => !['new', 'running', 'waiting'].includes(status),
				);
				return finished.length >= count && finished;
			},
			patience,
		);
	}

	/** Over the public API: the internal one packs what nodes gave out. */
	async executionData(id: string): Promise<ExecutionData> {
		if (this.apiKey === '') {
			const label = `client ${Date.now()}`;
			const key = { label, expiresAt: null, scopes: ['execution:read'] };
			const { rawApiKey } = await this.request<{ rawApiKey: string }>(
				'POST',
				'/rest/api-keys',
				key,
			);
			this.apiKey = rawApiKey;
		}
		return await this.request('GET', `/api/v1/executions/${id}?includeData=true`);
	}
}
