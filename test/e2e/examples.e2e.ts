/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { untilServed } from '../../tools/start';
import type { ExecutionData } from '../../tools/start';
import { exampleFor, readExamples } from '../../tools/start/examples';
import type { Example } from '../../tools/start/examples';
import { eventually } from '../support/eventually';
import { monthsAgo } from '../support/monthsAgo';
import { ROOT } from './places';
import { startScriptedModel } from './scriptedModel';
import type { Turn } from './scriptedModel';
import { useStage } from './stage';
import { begin, close, COMPANY, onlyUrls, say, urlWith } from './twilio';

const DAY_MS = 24 * 60 * 60 * 1000;

const stage = useStage('examples');
const examples = readExamples(join(ROOT, 'examples'));

let configurationId: string;
/** Of an open conversation. */
let conversationId: string;

beforeEach(async () => {
	const { emulator } = stage;
	emulator.reset();
	({ id: configurationId } = emulator.store.addConfiguration());
	conversationId = await begin(emulator, configurationId, 'Order 4711');
});

/** Imports an example with the choices that its notes ask for. @param change further changes */
async function imported(id: string, change: (example: Example) => void = () => {}): Promise<void> {
	const example = examples.get(id);
	if (!example) throw new Error(`There is no example ${id}`);
	change(example);
	const choices = { configurationId, conversationId, ownAddress: COMPANY };
	await stage.n8n.client.createWorkflow(exampleFor(id, example, stage.credential, choices));
}

/** @returns the newest execution, once it has succeeded */
async function lastExecution(id: string): Promise<ExecutionData> {
	const { client } = stage.n8n;
	const [execution] = await client.finishedExecutions(id, 1);
	const data = await client.executionData(execution.id);
	expect([data.status, data.data.resultData.error?.message]).toEqual(['success', undefined]);
	return data;
}

/** The first output item of a node. */
function firstItem({ data }: ExecutionData, node: string): Record<string, unknown> | undefined {
	return data.resultData.runData[node]?.[0]?.data?.main[0]?.[0]?.json;
}

/** Conversations that have been idle for that many days. */
function idle(status: 'ACTIVE' | 'CLOSED', days: number): string {
	const { store, clock } = stage.emulator;
	const at = clock.now() - days * DAY_MS;
	const name = `${status} ${days}`;
	return store.addConversation({ configurationId, name, status, createdAt: at, updatedAt: at }).id;
}

function statusOf(id: string): string | undefined {
	return stage.emulator.store.conversations.get(id)?.status;
}

/** Activates an example whose trigger listens on the configuration. */
async function active(id: string): Promise<string> {
	await stage.n8n.client.activate(id);
	const url = await urlWith(stage.emulator, configurationId, '/webhook/');
	await untilServed(url);
	return url;
}

async function deactivated(id: string): Promise<void> {
	await stage.n8n.client.deactivate(id);
	await onlyUrls(stage.emulator, configurationId, []);
}

/** How to run each example, with the assertions. */
const RUNS: Readonly<Record<string, () => Promise<void>>> = {
	'nightly-cleanup': async () => {
		const [open, closed] = [idle('ACTIVE', 8), idle('CLOSED', 40)];
		await imported('nightly-cleanup');
		await stage.n8n.client.run('nightly-cleanup', 'Every Night');
		const execution = await lastExecution('nightly-cleanup');
		expect(firstItem(execution, 'Report')?.text).toMatch(/^Idle: 1 found/);
		// Imported examples are dry runs.
		expect([statusOf(open), statusOf(closed)]).toEqual(['ACTIVE', 'CLOSED']);
	},

	'cleanup-step-by-step': async () => {
		const [open, closed] = [idle('ACTIVE', 8), idle('CLOSED', 40)];
		await imported('cleanup-step-by-step');
		await stage.n8n.client.run('cleanup-step-by-step', 'Every Night');
		const execution = await lastExecution('cleanup-step-by-step');
		expect(firstItem(execution, 'Summary')).toMatchObject({ found: 2, closed: 1, deleted: 1 });
		expect([statusOf(open), statusOf(closed)]).toEqual(['CLOSED', undefined]);
		expect(statusOf(conversationId)).toBe('ACTIVE');
	},

	'participant-and-timeouts': async () => {
		// The conversation that the example creates must not exist yet.
		({ id: conversationId } = stage.emulator.store.addConversation({ configurationId }));
		await imported('participant-and-timeouts');
		await stage.n8n.client.run('participant-and-timeouts', 'Run by Hand');
		await lastExecution('participant-and-timeouts');
		const { store } = stage.emulator;
		expect(store.conversations.get(conversationId)?.participants).toMatchObject([{ name: 'Ada' }]);
		expect(store.configurations.get(configurationId)?.settings.channelSettings).toMatchObject({
			SMS: { statusTimeouts: { inactive: 60, closed: 1440 } },
		});
	},

	'start-conversation': async () => {
		await imported('start-conversation');
		await stage.n8n.client.run('start-conversation', 'Run by Hand');
		const execution = await lastExecution('start-conversation');
		expect(firstItem(execution, 'Report')).toMatchObject({ name: 'Ada', result: 'COMPLETED' });
		const begun = [...stage.emulator.store.conversations.values()].slice(1);
		expect(begun.map(({ communications }) => communications.length)).toEqual([1, 1]);
	},

	'auto-reply': async () => {
		await imported('auto-reply');
		await active('auto-reply');
		const id = await begin(stage.emulator, configurationId, 'Order 42');
		await say(stage.emulator, id, 'Hello?');
		await lastExecution('auto-reply');
		const { actions = [] } = stage.emulator.store.conversations.get(id) ?? {};
		expect(actions.map(({ status }) => status)).toEqual(['COMPLETED']);
		await deactivated('auto-reply');
	},

	'on-conversation-closed': async () => {
		await imported('on-conversation-closed');
		await active('on-conversation-closed');
		const id = await begin(stage.emulator, configurationId, 'Order 43');
		await close(stage.emulator, id);
		const execution = await lastExecution('on-conversation-closed');
		expect(firstItem(execution, 'Record')).toMatchObject({ conversationId: id, name: 'Order 43' });
		await deactivated('on-conversation-closed');
	},

	'confirm-appointment': async () => {
		const { emulator, n8n } = stage;
		const { participants = [] } = emulator.store.conversations.get(conversationId) ?? {};
		const customer = participants.find(({ type }) => type === 'CUSTOMER')?.addresses[0]?.address;
		await imported('confirm-appointment', (example) => {
			const text = JSON.stringify(example.nodes).replaceAll('+15017122662', String(customer));
			example.nodes.splice(0, Infinity, ...JSON.parse(text));
		});
		await n8n.client.run('confirm-appointment', 'Run by Hand');
		await eventually('the question to be waited for', async () => {
			const [execution] = await n8n.client.executions('confirm-appointment');
			return execution?.status === 'waiting';
		});
		await say(emulator, conversationId, 'Yes!');
		const execution = await lastExecution('confirm-appointment');
		expect(firstItem(execution, 'Confirmed')).toEqual({
			result: 'Confirmed: tomorrow at 10:00',
		});
	},

	'erase-a-customer': async () => {
		await imported('erase-a-customer');
		await stage.n8n.client.run('erase-a-customer', 'When a Customer Asks');
		const execution = await lastExecution('erase-a-customer');
		// Imported examples are dry runs.
		expect(firstItem(execution, 'Report')).toMatchObject({ erased: 0 });
		expect(statusOf(conversationId)).toBe('ACTIVE');
	},

	'archive-then-delete': async () => {
		const at = monthsAgo(1, stage.emulator.clock.now());
		const closed = stage.emulator.store.addConversation({
			...{ configurationId, status: 'CLOSED', createdAt: at, updatedAt: at },
		});
		await imported('archive-then-delete', ({ nodes }) => {
			// Where n8n may write files depends on the instance; the file itself is tested in the engine.
			for (const node of nodes) {
				if (node.type.endsWith('.readWriteFile'))
					Object.assign(node, { type: 'n8n-nodes-base.noOp' });
			}
		});
		await stage.n8n.client.run('archive-then-delete', 'Every Month');
		await lastExecution('archive-then-delete');
		expect([statusOf(closed.id), statusOf(conversationId)]).toEqual([undefined, 'ACTIVE']);
	},

	'answer-by-ai': async () => {
		const model = await startScriptedModel(() => ({ text: 'It is on its way' }));
		try {
			await withModel('answer-by-ai', model.url);
			await active('answer-by-ai');
			const id = await begin(stage.emulator, configurationId, 'Order 44');
			await say(stage.emulator, id, 'Where is my parcel?');
			await lastExecution('answer-by-ai');
			const { actions = [] } = stage.emulator.store.conversations.get(id) ?? {};
			expect(actions.map(({ status }) => status)).toEqual(['COMPLETED']);
			expect(JSON.stringify(model.asked[0].messages)).toContain('Where is my parcel?');
			await deactivated('answer-by-ai');
		} finally {
			await model.close();
		}
	},

	'ai-agent': async () => {
		await say(stage.emulator, conversationId, 'Where is my parcel?');
		const script = (answers: string[]): Turn => {
			const found = /conv_conversation_\w+/.exec(answers.join())?.[0];
			const turns: Turn[] = [
				{ tool: 'Find_by_Name', arguments: { text: '4711' } },
				{ tool: 'Read_Transcript', arguments: { conversationId: found } },
				{ tool: 'Preview_Clean-Up', arguments: { days: 7 } },
				{ tool: 'Reply_to_Customer', arguments: { conversationId: found, text: 'On its way' } },
				{ tool: 'Close_Conversation', arguments: { conversationId: found } },
			];
			return turns[answers.length] ?? { text: `Closed ${found}` };
		};
		const model = await startScriptedModel(script);
		try {
			expect(await chat(model.url, 'What did the customer of 4711 want? Then close it, yes.')).toBe(
				`Closed ${conversationId}`,
			);
			expect(statusOf(conversationId)).toBe('CLOSED');
			expect(model.asked).toHaveLength(6);
			expect(
				stage.emulator.store.conversations.get(conversationId)?.communications.at(-1),
			).toMatchObject({
				content: { text: 'On its way' },
			});
			expect(JSON.stringify(model.asked[2].messages)).toContain('Where is my parcel?');
		} finally {
			await model.close();
		}
	},
};

/** Imports an example whose agent uses the scripted model. @param change applied to each node */
async function withModel(
	example: string,
	url: string,
	change: (node: Example['nodes'][number]) => void = () => {},
): Promise<void> {
	const { id, name } = await stage.n8n.client.createCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'none', url },
	});
	await imported(example, ({ nodes }) => {
		for (const node of nodes) {
			if (node.type.endsWith('.lmChatOpenAi')) node.credentials = { openAiApi: { id, name } };
			change(node);
		}
	});
}

/** Publishes the example with the agent, and sends it a chat message. @returns the answer */
async function chat(modelUrl: string, chatInput: string): Promise<unknown> {
	const { client, url } = stage.n8n;
	let webhookId: unknown;
	await withModel('ai-agent', modelUrl, (node) => {
		if (!node.type.endsWith('.chatTrigger')) return;
		node.parameters.public = true;
		webhookId = 'webhookId' in node ? node.webhookId : undefined;
	});
	await client.activate('ai-agent');
	const path = `${url}/webhook/${String(webhookId)}/chat`;
	const answer = await eventually('the chat to be open', async () => {
		const got = await fetch(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId: 'test', chatInput }),
		});
		return got.status !== 404 && got;
	});
	const { output } = JSON.parse(await answer.text());
	await lastExecution('ai-agent');
	await client.deactivate('ai-agent');
	return output;
}

it('runs every example there is', () => {
	expect(Object.keys(RUNS).sort()).toEqual([...examples.keys()].sort());
});

it.each(Object.entries(RUNS))('%s', async (_, run) => await run());
