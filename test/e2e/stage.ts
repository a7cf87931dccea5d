/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { credentialData } from '../../emulator/testClient';
import { CURRENT, installN8n, startN8n } from '../../tools/start';
import type { Credential, NewWorkflow, RunningN8n } from '../../tools/start';
import { endLeftover } from '../../tools/start/record';
import { ACTION_NODE, CREDENTIAL_TYPE } from '../support/nodeNames';
import { PACKAGE_VARIABLE, RUNTIME } from './places';

/** Time for a first start, which creates the database, on a busy machine. */
const START_TIMEOUT_MS = 180_000;

/** A node of this package in a workflow. */
export interface StageNode {
	/** Default: its position in the workflow. */
	name?: string;
	type?: string;
	parameters?: object;
	credential?: Pick<Credential, 'id' | 'name'>;
}

/** Columns of the grid of nodes, which fits on the editor's canvas. */
const COLUMNS = 6;
const GRID = { x: 200, y: 160 } as const;

export interface Stage {
	readonly emulator: Emulator;
	readonly n8n: RunningN8n;
	/** The credential for the emulator. */
	readonly credential: Credential;
	/** Creates a variant of the credential. */
	credentialWith(name: string, changes: Record<string, string>): Promise<Credential>;
	/** n8n's description of a node type. @param name e.g. ACTION_NODE */
	described(name: string): INodeTypeDescription;
	/** A node in its newest version, with the emulator's credential by default. */
	node(node: StageNode): object;
	/** Creates a workflow, and places nodes without a position on a grid. @returns its id */
	workflow(nodes: object[], connections?: object): Promise<string>;
}

/**
 * A real n8n with the packed package, and an emulator, for all tests of a file.
 *
 * @param folder for n8n's files; its log stays there after the tests
 */
export function useStage(folder: string, release = CURRENT): Stage {
	const userFolder = join(RUNTIME, 'e2e', folder);
	let emulator: Emulator;
	let n8n: RunningN8n;
	let credential: Credential;
	let types: INodeTypeDescription[];

	const described = (name: string) => {
		const found = types.find((type) => type.name === name);
		if (!found) throw new Error(`n8n does not know ${name}`);
		return found;
	};

	beforeAll(async () => {
		// Operations complete at the first poll, and nobody has to wait before it.
		emulator = await startEmulator({ switches: { operationPolls: 0, operationRetryAfter: 0 } });
		await endLeftover(userFolder);
		rmSync(userFolder, { recursive: true, force: true });
		n8n = await startN8n({
			installation: await installN8n(release, { runtime: RUNTIME }),
			packageTgz: process.env[PACKAGE_VARIABLE],
			userFolder,
		});
		await n8n.client.login();
		types = await n8n.client.request('GET', '/types/nodes.json');
		credential = await n8n.client.createCredential({
			name: 'Twilio Conversations account',
			type: CREDENTIAL_TYPE,
			data: credentialData(emulator),
		});
	}, START_TIMEOUT_MS);

	afterEach(() => {
		// Twilio's OpenAPI document is the referee for every request and answer.
		expect(emulator.violations).toEqual([]);
	});

	afterAll(async () => {
		await n8n?.stop();
		await emulator?.close();
	}, START_TIMEOUT_MS);

	return {
		get emulator() {
			return emulator;
		},
		get n8n() {
			return n8n;
		},
		get credential() {
			return credential;
		},
		credentialWith: async (title, changes) =>
			await n8n.client.createCredential({
				name: title,
				type: CREDENTIAL_TYPE,
				data: { ...credentialData(emulator), ...changes },
			}),
		described,
		node: ({ credential: { id, name: title } = credential, type = ACTION_NODE, ...node }) => ({
			name: 'Twilio',
			type,
			typeVersion: Math.max(...[described(type).version].flat()),
			parameters: {},
			credentials: { [CREDENTIAL_TYPE]: { id, name: title } },
			...node,
		}),
		workflow: async (nodes, connections = {}) => {
			const placed = nodes.map((node, index) => ({
				id: `node${index}`,
				position: [(index % COLUMNS) * GRID.x, Math.floor(index / COLUMNS) * GRID.y],
				webhookId: randomUUID(),
				...node,
			}));
			const workflow: NewWorkflow = { name: 'Test', nodes: placed, connections };
			return (await n8n.client.createWorkflow(workflow)).id;
		},
	};
}
