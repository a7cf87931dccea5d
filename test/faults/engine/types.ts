import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import type { Jump } from './jumpingClock';

/**
 * One run of the action node in n8n's engine. Plain data, so that it can be sent to another
 * process.
 */
export interface EngineRequest {
	/** Data of the credential "Twilio Conversations API". */
	credential: ICredentialDataDecryptedObject;
	/** Includes `resource` and `operation`. */
	parameters: INodeParameters;
	/** Default: one empty item. */
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	executionId?: string;
	/** Jumps of the process's clock during the run. */
	jumps?: Jump[];
	/** How long to watch after the end for requests that should not be sent. */
	watchMs?: number;
}

export interface EngineAnswer {
	/** n8n's status of the execution: `success`, `error` or `canceled`. */
	status: string;
	items: INodeExecutionData[];
	error?: { message: string; description: string; context: IDataObject };
	/** Requests until the end, and while watching after it. */
	sent: { before: number; after: number };
}

/** Something that can run the node. @throws Error when the engine is gone */
export interface Engine {
	run(request: EngineRequest, signal?: AbortSignal): Promise<EngineAnswer>;
}
