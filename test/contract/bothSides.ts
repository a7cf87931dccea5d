import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import twilio from 'twilio';

import { runNode } from '../support/engine';
import type { ContractCase } from '../support/cases/types';
import { type RecordedRequest, type Recorder, startRecorder } from './recorder';

const accountSid = `AC${'0'.repeat(32)}`;
const authToken = 'not-a-real-token';

/** A recorder for one test file, and its two clients: the node and Twilio's SDK. */
export function useBothSides() {
	let recorder: Recorder;
	let executions = 0;

	beforeAll(async () => {
		recorder = await startRecorder();
	});
	afterAll(async () => await recorder.close());

	return {
		get recorder() {
			return recorder;
		},

		/** What Twilio's SDK sends. */
		async sdk(run: ContractCase['sdk']): Promise<RecordedRequest[]> {
			const client = twilio(accountSid, authToken);
			client.conversations.baseUrl = recorder.url;
			await run(client.conversations.v2);
			return recorder.take();
		},

		/** What the node sends; its run must not fail. */
		async node(
			parameters: INodeParameters,
			items?: INodeExecutionData[],
		): Promise<RecordedRequest[]> {
			const { error } = await runNode({
				parameters,
				items,
				// Of its own each: what an execution has sent, a further try of it does not send again.
				executionId: String(++executions),
				credentials: {
					twilioConversationsApi: {
						...{ authType: 'authToken', accountSid, authToken },
						baseUrl: recorder.url,
					},
				},
			});
			expect(error?.message).toBeUndefined();
			return recorder.take();
		},
	};
}
