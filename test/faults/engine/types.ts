import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import type { Jump } from './jumpingClock';

/** One run of the action node in n8n's engine. Plain data, so that it can go to another process. */
export interface EngineRequest {
	/** What the credential "Twilio Conversations API" takes. */
	credential: ICredentialDataDecryptedObject;
	/** With `resource` and `operation`. */
	parameters: INodeParameters;
	/** Default one item without fields. */
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	executionId?: string;
	/** How the clock of the process jumps meanwhile. */
	jumps?: Jump[];
	/** So many milliseconds after its end it is watched whether anything is sent nevertheless. */
	watchMs?: number;
}

/** Its result. */
export interface EngineAnswer {
	/** `success`, `error` or `canceled`, n8n's status of the execution. */
	status: string;
	items: INodeExecutionData[];
	error?: { message: string; description: string; context: IDataObject };
	/** Requests until its end, and while it was watched after that. */
	sent: { before: number; after: number };
}

/** Something that runs the node. @throws Error when there is no engine any more */
export interface Engine {
	run(request: EngineRequest, signal?: AbortSignal): Promise<EngineAnswer>;
}
