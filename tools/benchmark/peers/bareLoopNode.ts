import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** The node type's name in a workflow. */
export const BARE_LOOP_NODE = 'benchmark.bareLoop';

const CREDENTIAL = 'twilioConversationsApi';

/**
 * The least that a node can do: parallel loops over n8n's HTTP helper, one request at a time each.
 * It finds no limit, retries nothing and explains no error. Its request options are the ones needed
 * to see status and headers, where the operation's id is.
 */
export class BareLoop implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['transform'],
		version: 1,
		description: 'Deletes conversations',
		defaults: { name: 'Bare Loop' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 1 },
			{ displayName: 'Conversation ID', name: 'conversationId', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>(CREDENTIAL);
		const atOnce = Number(this.getNodeParameter('atOnce', 0));
		const isParameter = this.getNodeParameter('conversationId', 0) !== '';
		const output: INodeExecutionData[] = [];
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const index = next++;
				const id = isParameter
					? this.getNodeParameter('conversationId', index)
					: items[index].json.id;
				const request: IHttpRequestOptions = {
					method: 'DELETE',
					url: `${baseUrl}/v2/Conversations/${String(id)}`,
					json: true,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
				};
				const { statusCode, headers } = await this.helpers.httpRequestWithAuthentication.call(
					this,
					CREDENTIAL,
					request,
				);
				const json = { id, statusCode, operationId: headers['operation-id'] };
				output[index] = { json, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: atOnce }, work));
		return [output];
	}
}
