/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { resolve } from 'node:path';
import { readWorkflow, runWorkflow, startWaitingN8n } from '../../test/support/engine';
import type { EngineNodeTypes, Execution, WorkflowJson } from '../../test/support/engine';
import { ACTION_NODE } from '../../test/support/nodeNames';
import type { EmulatorClient } from './emulatorClient';
import type { Started } from './protocol';

const EXAMPLE = resolve(__dirname, '../../examples/confirm-appointment.json');
const TRANSCRIPT = 'Get Transcript';

/** What came of a question, and of the conversation that it was asked in. */
export interface Asked {
	/** How the execution stood after the question, after an answer that is no choice, and after YES. */
	states: string[];
	/** What the branch for YES put together. */
	result: unknown;
	/** Lines of the transcript. */
	lines: string[];
	/** What the emulator holds: the texts, oldest first, and how many URLs of n8n. */
	held: { texts: string[]; urls: number };
}

interface Stage {
	client: EmulatorClient;
	credential: Started['credential'];
	nodeTypes: EngineNodeTypes;
	/** Cancels what runs. */
	signal: AbortSignal;
}

/** The example that asks for a confirmation, with what its notes ask the user to choose. */
function question(conversationId: string): WorkflowJson {
	const workflow = readWorkflow(EXAMPLE);
	for (const { parameters } of workflow.nodes) {
		if (parameters.operation !== 'sendMessageAndWait') continue;
		parameters.conversationId = { __rl: true, mode: 'list', value: conversationId };
		parameters.options = { ...Object(parameters.options), allowPrivateUrl: true };
	}
	return workflow;
}

async function stateOf(execution: Execution): Promise<string> {
	await execution.settled();
	return execution.status;
}

async function ask(conversationId: string, { client, credential, nodeTypes, signal }: Stage) {
	const n8n = await startWaitingN8n(nodeTypes);
	try {
		const execution = await n8n.start({
			workflow: question(conversationId),
			credentials: { twilioConversationsApi: credential },
			signal,
		});
		const states = [await stateOf(execution)];
		for (const text of ['Which appointment?', 'Yes!']) {
			await client.call('write', { conversationId, text });
			states.push(await stateOf(execution));
		}
		const result = (await execution.settled()).items('Confirmed')[0]?.json.result;
		return { states, result };
	} finally {
		await n8n.close();
	}
}

async function transcript(
	conversationId: string,
	{ credential, nodeTypes, signal }: Stage,
): Promise<string[]> {
	const start = 'Run by Hand';
	const result = await runWorkflow({
		workflow: {
			nodes: [
				{
					...{ id: '1', name: start, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
					...{ position: [0, 0], parameters: {} },
				},
				{
					...{ id: '2', name: TRANSCRIPT, type: ACTION_NODE, typeVersion: 1, position: [200, 0] },
					parameters: { operation: 'getTranscript', conversationId },
				},
			],
			connections: { [start]: { main: [[{ node: TRANSCRIPT, type: 'main', index: 0 }]] } },
		},
		nodeTypes,
		credentials: { twilioConversationsApi: credential },
		signal,
	});
	const { text } = result.items(TRANSCRIPT)[0]?.json ?? {};
	return typeof text === 'string' ? text.split('\n') : [];
}

/**
 * Runs the example that asks a customer and waits, lets the customer answer, and reads what was said.
 */
export async function demonstrateQuestion(stage: Stage): Promise<Asked> {
	const { client } = stage;
	const configurationId = await client.call('addConfiguration', null);
	const conversationId = await client.call('beginConversation', configurationId);
	const { states, result } = await ask(conversationId, stage);
	const lines = await transcript(conversationId, stage);
	return { states, result, lines, held: await client.call('held', conversationId) };
}
