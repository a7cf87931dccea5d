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

/** For a first start, which makes the database, on a machine that has other things to do. */
const START_TIMEOUT_MS = 180_000;

/** One node of this package, as it stands in the workflow. */
export interface StageNode {
	/** Left out, its place in the workflow tells it from the others. */
	name?: string;
	type?: string;
	parameters?: object;
	credential?: Pick<Credential, 'id' | 'name'>;
}

/** Nodes stand in a grid that the canvas of the editor shows as a whole. */
const COLUMNS = 6;
const GRID = { x: 200, y: 160 } as const;

export interface Stage {
	readonly emulator: Emulator;
	readonly n8n: RunningN8n;
	/** Fits the emulator. */
	readonly credential: Credential;
	/** Makes a credential that differs from the one that fits. */
	credentialWith(name: string, changes: Record<string, string>): Promise<Credential>;
	/** What n8n knows of a type of node. @param name e.g. ACTION_NODE */
	described(name: string): INodeTypeDescription;
	/** A node in its newest version, with the credential that fits, unless another is given. */
	node(node: StageNode): object;
	/** Puts the nodes side by side, where they have no place yet. @returns its id */
	workflow(nodes: object[], connections?: object): Promise<string>;
}

/**
 * A real n8n with the packed package, and an emulator, for all tests of a file.
 *
 * @param folder that n8n's files are in; what it wrote is there after the tests, too
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
		// An operation is done at the first look, and nobody need wait before it.
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
