/** An error status from n8n's REST API. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		/** The raw body. */
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
	/** With `includeData`; secrets are blanked. */
	data?: Record<string, unknown>;
}

export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** The content of a workflow file. */
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

/** An execution with the output of its nodes. */
export interface ExecutionData extends Execution {
	data: {
		resultData: {
			error?: { message: string };
			/** By node name, one entry per run. */
			runData: Record<string, NodeRun[]>;
		};
	};
}

interface NodeRun {
	executionStatus: string;
	error?: { message: string; description?: string };
	/** `main` holds the items of each output. */
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
}
