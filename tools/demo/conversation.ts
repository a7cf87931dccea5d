import type { INode, INodeParameters } from 'n8n-workflow';
import { Stopped } from '../cli/command';
import { print } from '../cli/print';
import { whyStopped, withTimeLimit } from '../cli/timeLimit';
import { loadNodeTypes, runWorkflow } from '../../test/support/engine';
import type { WorkflowJson } from '../../test/support/engine';
import { ACTION_NODE } from '../../test/support/nodeNames';
import type { EmulatorClient } from './emulatorClient';
import type { DemoOptions } from './options';
import type { Started } from './protocol';
import { transcriptReport } from './report';

const TRANSCRIPT = 'Get Transcript';

/** A workflow of one step, begun by hand. */
function workflowFor(conversationId: string): WorkflowJson {
	const start = 'Run by Hand';
	const node = (name: string, type: string, parameters: INodeParameters): INode => ({
		...{ id: name, name, type, typeVersion: 1, parameters },
		position: [0, 0],
	});
	return {
		nodes: [
			node(start, 'n8n-nodes-base.manualTrigger', {}),
			node(TRANSCRIPT, ACTION_NODE, { operation: 'getTranscript', conversationId }),
		],
		connections: { [start]: { main: [[{ node: TRANSCRIPT, type: 'main', index: 0 }]] } },
	};
}

/**
 * The third part: what was said in a conversation, as text.
 *
 * @param signal cancels the execution
 * @returns whether the transcript is what was said
 * @throws Stopped when it was cancelled
 */
export async function showConversation(
	client: EmulatorClient,
	credential: Started['credential'],
	{ timeLimit }: DemoOptions,
	signal: AbortSignal,
): Promise<boolean> {
	const either = withTimeLimit(signal, timeLimit);
	const configurationId = await client.call('addConfiguration', null);
	const { conversationId, said } = await client.call('talk', configurationId);
	const result = await runWorkflow({
		workflow: workflowFor(conversationId),
		nodeTypes: await loadNodeTypes({ from: 'dist' }),
		credentials: { twilioConversationsApi: credential },
		signal: either,
	});
	if (either.aborted) throw new Stopped(`${whyStopped(either)}, in the middle of the transcript.`);
	const { text } = result.items(TRANSCRIPT)[0]?.json ?? {};
	const lines = typeof text === 'string' ? text.split('\n') : [];
	const agrees =
		lines.length === said.length && said.every((words, index) => lines[index].endsWith(words));
	print(transcriptReport(lines, agrees));
	return agrees;
}
