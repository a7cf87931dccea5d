import type {
	ExecutionError,
	ExecutionStatus,
	INodeExecutionData,
	IRunData,
	ITaskData,
} from 'n8n-workflow';

/** The result of an execution, as n8n would save it. */
export class WorkflowResult {
	constructor(
		/** `success`, `error`, `canceled`, or `waiting` when a node put the execution to sleep. */
		readonly status: ExecutionStatus,
		/** The error that ended the execution; a plain object with the fields of the thrown one. */
		readonly error: ExecutionError | undefined,
		/** Per node name, one entry per time the node ran. */
		readonly runData: IRunData,
	) {}

	/** Whether the node ran, even if it failed. */
	executed(nodeName: string): boolean {
		return this.runs(nodeName).length > 0;
	}

	/** One entry per time the node ran: status, time in ms, data, hints, error. */
	runs(nodeName: string): ITaskData[] {
		return this.runData[nodeName] ?? [];
	}

	/**
	 * Items that left a node; none if it did not run.
	 * @param output index of the output; the error output comes after the regular ones
	 * @param run which of the node's runs, counted from 0; -1 is the last
	 */
	items(nodeName: string, output = 0, run = -1): INodeExecutionData[] {
		return this.runs(nodeName).at(run)?.data?.main[output] ?? [];
	}
}
