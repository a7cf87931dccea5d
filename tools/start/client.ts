import { eventually } from '../../test/support/eventually';
import type { Patience } from '../../test/support/eventually';
import { OWNER } from './environment';
import { RestError } from './rest';
import type {
	Credential,
	Execution,
	ExecutionData,
	ExecutionPage,
	NewCredential,
	NewWorkflow,
	Workflow,
} from './rest';

/** n8n's maximum page size for executions. */
const PAGE_SIZE = 100;

function hasEnded({ status }: Execution): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}

/**
 * A client of n8n's internal REST API, which the editor uses, signed in as the owner. Answers are
 * typed as n8n 2.8 to 2.41 return them.
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
	 * Signs in; creates the owner account first if there is none.
	 *
	 * @throws RestError 401 when the password was changed
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

	/** @returns the credential with its `data`, secrets blanked */
	async credential(id: string): Promise<Credential> {
		return await this.request('GET', `/rest/credentials/${id}?includeData=true`);
	}

	/** @param changes blanked values keep their old value */
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
	 * Publishes the saved version. n8n answers once the trigger is active; its URL may answer 404 for
	 * a moment longer.
	 *
	 * @throws RestError with the trigger's message when it cannot be activated
	 */
	async activate(id: string): Promise<Workflow> {
		const { versionId } = await this.workflow(id);
		return await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<Workflow> {
		return await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Executes a workflow like the button in the editor.
	 *
	 * @param trigger name of the node to start from
	 * @returns `executionId`; with a webhook trigger, n8n starts to listen for a test call instead
	 */
	async run(
		id: string,
		trigger: string,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const workflowData = await this.workflow(id);
		const body = { workflowData, triggerToStartFrom: { name: trigger } };
		return await this.request('POST', `/rest/workflows/${id}/run`, body);
	}

	/** All executions of a workflow, newest first, page by page; with n8n 2.8 the newest 100. */
	async executions(workflowId: string): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const all: Execution[] = [];
		let cursor: string | null | undefined;
		do {
			const from: string = cursor ? `&cursor=${cursor}` : '';
			const path = `/rest/executions?filter=${filter}&limit=${PAGE_SIZE}${from}`;
			const page = await this.request<ExecutionPage>('GET', path);
			all.push(...page.results);
			cursor = page.nextCursor;
		} while (cursor);
		return all;
	}

	/** Polls until a workflow has that many finished executions. @returns them, newest first */
	async finishedExecutions(
		workflowId: string,
		count: number,
		patience?: Patience,
	): Promise<Execution[]> {
		return await eventually(
			`${count} finished executions of workflow ${workflowId}`,
			async () => {
				const finished = (await this.executions(workflowId)).filter(hasEnded);
				return finished.length >= count && finished;
			},
			patience,
		);
	}

	/** Polls until a workflow has at least that many executions and all have ended. */
	async endedExecutions(
		workflowId: string,
		count: number,
		patience?: Patience,
	): Promise<Execution[]> {
		return await eventually(
			`${count} executions of workflow ${workflowId} that have ended`,
			async () => {
				const all = await this.executions(workflowId);
				return all.length >= count && all.every(hasEnded) && all;
			},
			{ intervalMs: 250, ...patience },
		);
	}

	/** Uses the public API, because the internal one returns node outputs in packed form. */
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
