import type { INodeType } from 'n8n-workflow';
import {
	createAdditionalData,
	EngineNodeTypes,
	loadNodeTypes,
	NODE_NAME,
	runNode,
	runWorkflow,
	searchList,
	testCredential,
	throwIfAnyWentOn,
	watchNode,
} from '../support/engine';
import type { RunNodeOptions, WorkflowJson } from '../support/engine';
import { libraryLoader } from '../support/engine/loaders';
import { sendJson, startLocalService } from '../support/engine/localService';
import type { LocalService } from '../support/engine/localService';

const N8N_NODE = 'n8n-nodes-base.n8n';
const GET_WORKFLOW = {
	resource: 'workflow',
	operation: 'get',
	workflowId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};

/** The smallest programmatic node that sends a request. */
const FETCHER = 'test.fetcher';
const fetcher: INodeType = {
	description: {
		displayName: 'Fetcher',
		name: 'fetcher',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'n8nApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	},
	async execute() {
		const url = String(this.getNodeParameter('url', 0));
		this.sendMessageToUI({ fetching: url });
		return [
			[{ json: await this.helpers.httpRequestWithAuthentication.call(this, 'n8nApi', { url }) }],
		];
	},
};

class WithFetcher extends EngineNodeTypes {
	override getByName(type: string) {
		return type === FETCHER ? fetcher : super.getByName(type);
	}
}

const library = libraryLoader();
let nodeTypes: EngineNodeTypes;
let service: LocalService;
let credentials: { n8nApi: { apiKey: string; baseUrl: string } };

beforeAll(async () => {
	await library.loadAll();
	nodeTypes = new EngineNodeTypes([library]);
});

beforeEach(async () => {
	service = await startLocalService();
	credentials = { n8nApi: { apiKey: 'k-1', baseUrl: service.url } };
});

afterEach(async () => await service.close());

function node(name: string, type: string, typeVersion: number, parameters = {}) {
	return {
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0] satisfies [number, number],
		parameters,
	};
}

function to(...targets: Array<[name: string, index: number]>) {
	return targets.map(([name, index]) => ({ node: name, type: 'main' as const, index }));
}

async function runN8nNode(options: Partial<RunNodeOptions>) {
	return await runNode({
		nodeTypes,
		credentials,
		type: N8N_NODE,
		parameters: GET_WORKFLOW,
		...options,
	});
}

describe('runWorkflow', () => {
	const cleanUp: WorkflowJson = {
		nodes: [
			node('Every night', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'days' }] } }),
			node('Days', 'set', 3.4, {
				assignments: {
					assignments: [
						{ id: '1', name: 'zone', type: 'string', value: '={{ $json.Timezone }}' },
						{ id: '2', name: 'old', type: 'boolean', value: '={{ 40 > 30 }}' },
					],
				},
			}),
			node('Old', 'filter', 2.2, {
				conditions: {
					options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: '1',
							leftValue: '={{ $json.old }}',
							rightValue: '',
							operator: { type: 'boolean', operation: 'true', singleValue: true },
						},
					],
				},
			}),
			node('Both', 'merge', 3.2, {}),
			node('End', 'noOp', 1),
		],
		connections: {
			'Every night': { main: [to(['Days', 0])] },
			Days: { main: [to(['Old', 0], ['Both', 1])] },
			Old: { main: [to(['Both', 0])] },
			Both: { main: [to(['End', 0])] },
		},
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
	};
	const untouched = structuredClone(cleanUp);

	it('runs a Schedule Trigger and the nodes behind it, with expressions and two branches', async () => {
		const result = await runWorkflow({ workflow: cleanUp, nodeTypes });
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('success');
		expect(result.items('End')).toHaveLength(2);
		expect(result.items('End')[0].json).toEqual({
			zone: expect.stringMatching(/^Europe\/Berlin/),
			old: true,
		});
	});

	it('starts from given items instead of the trigger, in production mode too', async () => {
		for (const mode of ['manual', 'trigger'] as const) {
			const result = await runWorkflow({
				workflow: cleanUp,
				nodeTypes,
				mode,
				startItems: [{ json: { Timezone: 'first' } }, { json: { Timezone: 'second' } }],
			});
			expect(result.items('Days').map(({ json }) => json.zone)).toEqual(['first', 'second']);
		}
	});

	it('takes pinned data instead of running a node', async () => {
		const pinData = { Days: [{ json: { old: false } }] };
		const result = await runWorkflow({ workflow: cleanUp, nodeTypes, pinData });
		expect(result.items('Both').map(({ json }) => json)).toEqual([{ old: false }]);
		expect(result.executed('Old')).toBe(true);
		expect(result.items('Old')).toEqual([]);
	});

	it('tells listeners which node starts and ends', async () => {
		const events: string[] = [];
		await runWorkflow({
			workflow: cleanUp,
			nodeTypes,
			listen: (hooks) => {
				hooks.addHandler('nodeExecuteBefore', (name) => void events.push(`> ${name}`));
				hooks.addHandler('nodeExecuteAfter', (name) => void events.push(`< ${name}`));
			},
		});
		expect(events.slice(0, 4)).toEqual(['> Every night', '< Every night', '> Days', '< Days']);
		expect(events.at(-1)).toBe('< End');
	});

	it('leaves the given workflow as it was', async () => {
		await runWorkflow({ workflow: cleanUp, nodeTypes, credentials });
		expect(cleanUp).toEqual(untouched);
	});

	it('reports parameters that n8n refuses before the start', async () => {
		const { status, error, workflow } = await runN8nNode({
			parameters: { ...GET_WORKFLOW, workflowId: { __rl: true, mode: 'id', value: '' } },
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(/issues/);
		expect(workflow.executed(NODE_NAME)).toBe(false);
		expect(service.requests).toHaveLength(0);
	});
});

describe('runNode', () => {
	it('evaluates expressions per item and signs requests with the credential', async () => {
		service.answer((request, response) => sendJson(response, { path: request.url }));
		const { json, items, status } = await runN8nNode({
			items: [{ json: { id: 'a1' } }, { json: { id: 'b2' } }],
		});
		expect(status).toBe('success');
		expect(json).toEqual([{ path: '/workflows/a1' }, { path: '/workflows/b2' }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(service.requests.map(({ headers }) => headers['x-n8n-api-key'])).toEqual(['k-1', 'k-1']);
	});

	it('ends with the error of the node, with status code and item index', async () => {
		service.answer((request, response) =>
			sendJson(response, { message: 'not here' }, request.url === '/workflows/b2' ? 404 : 200),
		);
		const items = [{ json: { id: 'a1' } }, { json: { id: 'b2' } }];
		const { status, error } = await runN8nNode({ items });
		expect(status).toBe('error');
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 1 } });
	});

	it.each([
		['continueRegularOutput', 2, 0],
		['continueErrorOutput', 1, 1],
	] as const)('sorts failed items as %s asks', async (onError, regular, failed) => {
		service.answer((request, response) =>
			sendJson(response, { message: 'not here' }, request.url === '/workflows/b2' ? 404 : 200),
		);
		const items = [{ json: { id: 'a1' } }, { json: { id: 'b2' } }];
		const result = await runN8nNode({ items, onError });
		expect(result.status).toBe('success');
		expect(result.items).toHaveLength(regular);
		expect(result.errorItems).toHaveLength(failed);
	});

	it('fails as n8n does when no credential was chosen', async () => {
		const { error } = await runN8nNode({ credentials: {}, items: [{ json: { id: 'a1' } }] });
		expect(error?.message).toBe('Node does not have any credentials set');
	});

	it('gives a tool call its arguments through $fromAI', async () => {
		const value = "={{ $fromAI('workflow_id') }}";
		await runN8nNode({
			parameters: { ...GET_WORKFLOW, workflowId: { __rl: true, mode: 'id', value } },
			items: [{ json: { query: { workflow_id: 'c3' } } }],
		});
		expect(service.requests.map(({ url }) => url)).toEqual(['/workflows/c3']);
	});

	it('stops the running request when the execution is cancelled', async () => {
		const controller = new AbortController();
		const requestClosed = new Promise<void>((resolve) => {
			service.answer((_request, response) => {
				response.on('close', resolve);
				controller.abort();
			});
		});
		const { status } = await runNode({
			nodeTypes: new WithFetcher([library]),
			credentials,
			type: FETCHER,
			parameters: { url: service.url },
			signal: controller.signal,
		});
		expect(status).toBe('canceled');
		await requestClosed;
	});

	it('passes on what a node tells the editor, in manual mode only', async () => {
		for (const mode of ['manual', 'trigger'] as const) {
			const messages: unknown[] = [];
			await runNode({
				nodeTypes: new WithFetcher([library]),
				credentials,
				type: FETCHER,
				parameters: { url: service.url },
				mode,
				onMessage: (nodeName, values) => messages.push([nodeName, ...values]),
			});
			expect(messages).toEqual(mode === 'manual' ? [[NODE_NAME, { fetching: service.url }]] : []);
		}
	});

	it('starts nothing when the signal was aborted before', async () => {
		const items = [{ json: { id: 'a1' } }];
		const { status } = await runN8nNode({ items, signal: AbortSignal.abort() });
		expect(status).toBe('canceled');
		expect(service.requests).toHaveLength(0);
	});
});

describe('searchList', () => {
	it('calls the search method with filter and credential', async () => {
		const data = [
			{ id: 1, name: 'Report' },
			{ id: 2, name: 'Clean up' },
		];
		service.answer((_request, response) => sendJson(response, { data }));
		const options = { nodeTypes, credentials, type: N8N_NODE };
		const result = await searchList('searchWorkflows', { ...options, filter: 'clean' });
		expect(result.results).toEqual([{ name: 'Clean up (#2)', value: 2 }]);
		expect(service.requests[0].headers['x-n8n-api-key']).toBe('k-1');
		await expect(searchList('unknown', options)).rejects.toThrow(/no listSearch method/);
	});
});

describe('testCredential', () => {
	it.each([
		[200, { status: 'OK', message: 'Connection successful!' }],
		[401, { status: 'Error', message: 'Unauthorized' }],
	])('judges an answer with status %d', async (statusCode, verdict) => {
		service.answer((_request, response) => sendJson(response, {}, statusCode));
		const options = { type: 'n8nApi', nodeTypes };
		expect(await testCredential(credentials.n8nApi, options)).toEqual(verdict);
		expect(service.requests[0]).toMatchObject({
			url: '/credentials/schema/n8nApi',
			headers: { 'x-n8n-api-key': 'k-1' },
		});
	});

	it('says why nothing answered', async () => {
		await service.close();
		const options = { type: 'n8nApi', nodeTypes };
		expect(await testCredential(credentials.n8nApi, options)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('ECONNREFUSED'),
		});
	});
});

describe('credentials', () => {
	it('have defaults where the user left a field alone, and no hidden fields', async () => {
		const type = 'twilioConversationsApi';
		const additionalData = createAdditionalData({
			nodeTypes: await loadNodeTypes(),
			credentials: { [type]: { accountSid: 'AC1', authToken: 't', apiKeySid: 'left over' } },
		});
		const { credentialsHelper } = additionalData;
		const details = { id: null, name: type };
		const data = await credentialsHelper.getDecrypted(additionalData, details, type, 'manual');
		expect(data).toEqual({
			authType: 'authToken',
			accountSid: 'AC1',
			authToken: 't',
			secondaryAuthToken: '',
			sharedKeySecret: '',
			baseUrl: 'https://conversations.twilio.com',
		});
	});
});

describe('loadNodeTypes', () => {
	it('knows the nodes of this package and those of n8n', async () => {
		const known = await loadNodeTypes();
		expect(Object.keys(known.getKnownTypes())).toEqual(
			expect.arrayContaining(['twilioConversations', 'scheduleTrigger']),
		);
		expect(() => known.getByName('elsewhere.node')).toThrow('No loaded package');
	});
});

describe('a request that goes on after its node has ended', () => {
	/** Runs a node that hands its request to `send` and waits only for that. */
	const leaving = (send: (request: () => unknown) => unknown) => {
		const node: INodeType = {
			description: fetcher.description,
			async execute() {
				const url = String(this.getNodeParameter('url', 0));
				const request = async () =>
					await this.helpers.httpRequestWithAuthentication.call(this, 'n8nApi', { url });
				await send(request);
				return [[]];
			},
		};
		class WithNode extends EngineNodeTypes {
			override getByName(type: string) {
				return type === FETCHER ? watchNode(node) : super.getByName(type);
			}
		}
		return runNode({
			nodeTypes: new WithNode([library]),
			credentials,
			type: FETCHER,
			parameters: { url: service.url },
		});
	};

	it('is reported when it was under way', async () => {
		let left: unknown;
		const run = leaving((request) => void (left = request()));
		await expect(run).rejects.toThrow(/GET .* was under way when execute had ended/);
		await left;
	});

	it('is reported when it is sent later', async () => {
		let request: (() => unknown) | undefined;
		await leaving((send) => void (request = send));
		await request?.();
		expect(throwIfAnyWentOn).toThrow(/GET .* was sent after execute had ended/);
	});

	it('is not reported when the node waits for it', async () => {
		const { status } = await leaving(async (request) => await request());
		expect(status).toBe('success');
	});
});
