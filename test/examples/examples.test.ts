/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import {
	ActiveWorkflow,
	loadNodeTypes,
	readWorkflow,
	runWorkflow,
	startWaitingN8n,
	startWebhookServer,
} from '../support/engine';
import type { EngineNodeTypes, WaitingN8n, WebhookServer } from '../support/engine';
import { credentialsFor } from '../support/useEmulator';
import { agentTools } from './agentTools';
import { EXPECTATIONS } from './cases';
import type { AskCase, EventCase, RunCase, ToolCase } from './cases/types';
import { lookUp, understood } from './imported';

// The times between two looks at Twilio are what takes time here.
jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../support/shortWaits')>('../support/shortWaits')
		.withShortWaits(),
);

const FOLDER = resolve(__dirname, '../../examples');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const CREDENTIAL = { id: '1', name: 'Twilio Conversations account' };

let emulator: Emulator;
let nodeTypes: EngineNodeTypes;
let server: WebhookServer;
let waiting: WaitingN8n;
let imported = 0;

beforeAll(async () => {
	// Deletes and messages finish at the first poll, and the node need not wait before it.
	const switches = { operationPolls: 0, operationRetryAfter: 0, actionPolls: 0 };
	emulator = await startEmulator({ switches });
	nodeTypes = await loadNodeTypes();
	server = await startWebhookServer();
	waiting = await startWaitingN8n();
});

afterEach(() => {
	emulator.reset();
	server.triggers.length = 0;
});

afterAll(async () => {
	await waiting.close();
	await server.close();
	await emulator.close();
});

async function runOnce(file: string, { arrange, change, verify }: RunCase) {
	arrange?.(emulator);
	const before = new Map(
		[...emulator.store.conversations.values()].map(({ id, name }) => [id, String(name)]),
	);
	const workflow = readWorkflow(join(FOLDER, file));
	change?.(workflow, emulator);
	const result = await runWorkflow({ workflow, nodeTypes, credentials: credentialsFor(emulator) });
	verify(emulator, result, before);
}

async function runByEvents(file: string, { testEvents }: EventCase) {
	await testEvents({
		emulator,
		importExample: (change) => {
			const workflow = readWorkflow(join(FOLDER, file));
			change(workflow);
			const id = `example${++imported}`;
			const credentials = credentialsFor(emulator);
			return new ActiveWorkflow({ workflow, nodeTypes, credentials, server, id });
		},
	});
	expect(server.failures).toEqual([]);
}

async function runUntilReply(file: string, { testReply }: AskCase) {
	await testReply({
		emulator,
		start: async (change) => {
			const workflow = readWorkflow(join(FOLDER, file));
			change(workflow);
			const credentials = credentialsFor(emulator);
			return await waiting.start({ workflow, credentials, mode: 'manual' });
		},
	});
	expect(waiting.failures).toEqual([]);
}

async function callTools(file: string, { testTools }: ToolCase) {
	const workflow = readWorkflow(join(FOLDER, file));
	const tools = agentTools(workflow, { nodeTypes, credentials: credentialsFor(emulator) });
	await testTools({ emulator, tools });
}

it('every example has expectations, and every expectation its example', () => {
	expect(FILES.sort()).toEqual(Object.keys(EXPECTATIONS).sort());
});

describe.each(FILES)('%s', (file) => {
	it('can be imported: known nodes, complete connections, no trace of the n8n it was made in', () => {
		const { nodes, connections, settings, pinData, ...rest } = readWorkflow(join(FOLDER, file));
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap((byType) => Object.values(byType).flat(2));
		expect(new Set(names).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		expect(names).toEqual(expect.arrayContaining(Object.keys(connections)));
		expect(names).toEqual(expect.arrayContaining(targets.map((target) => target?.node)));
		expect(settings?.executionOrder).toBe('v1');
		expect(pinData).toEqual({});
		expect(Object.keys(rest).sort()).toEqual(['active', 'name', 'tags']);
		for (const node of nodes) {
			const { versions, credentials } = lookUp(node, nodeTypes);
			expect(versions).toContain(node.typeVersion);
			expect(node.credentials ?? {}).toEqual(
				Object.fromEntries(credentials.map((name) => [name, CREDENTIAL])),
			);
			expect(understood(node, nodeTypes)).toMatchObject(node.parameters);
		}
	});

	it('says in a note what it does and what to adjust', () => {
		const { nodes } = readWorkflow(join(FOLDER, file));
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		const text = notes.map(({ parameters }) => String(parameters.content)).join('\n');
		expect(text).toMatch(/credential/i);
		const others = nodes.filter((node) => !notes.includes(node)).map(({ name }) => name);
		const mentioned = [...text.matchAll(/\*\*([A-Z][\w ]+)\*\*/g)].map(([, name]) => name);
		expect(others.some((name) => mentioned.includes(name))).toBe(true);
	});

	it.each(EXPECTATIONS[file] ?? [])('$title', async (example) => {
		if ('testEvents' in example) await runByEvents(file, example);
		else if ('testReply' in example) await runUntilReply(file, example);
		else if ('testTools' in example) await callTools(file, example);
		else await runOnce(file, example);
		expect(emulator.violations).toEqual([]);
	});
});
