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

export interface ExecutionPage {
	results: Execution[];
	/** Not in n8n 2.8. */
	nextCursor?: string | null;
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

interface NodeRun {
	executionStatus: string;
	error?: { message: string; description?: string };
	/** `main` has the items of each output. */
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
}
