import type { INodeParameters } from 'n8n-workflow';

import { useEmulator } from '../support/useEmulator';

const service = useEmulator();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MEMORY_STORE = 'mem_store_01k1etk2y5f1y9fpe2epfdtvv2';
const PATH = '/v2/ControlPlane/Configurations';
const basis = {
	description: 'Customer support',
	conversationGroupingType: 'GROUP_BY_PROFILE',
	memoryStoreId: MEMORY_STORE,
} as const;
const needed = { displayName: 'Support', ...basis };
const callback = (path: string) => ({
	url: `https://example.com/${path}`,
	method: 'POST' as const,
});

const settingsOf = (id: unknown) => service.emulator.store.configurations.get(String(id))?.settings;
const keys = () =>
	service.emulator.journal
		.filter(({ method }) => method !== 'GET')
		.map((entry) => entry.idempotencyKey);
const patch = async (configurationId: string, updateFields: INodeParameters, how = {}) =>
	await service.run('configuration', 'patch', { configurationId, updateFields }, how);

describe('Configuration: Create', () => {
	const create = async (parameters: INodeParameters = {}, how = {}) =>
		await service.run('configuration', 'create', { ...needed, ...parameters }, how);

	it('returns the configuration as it is once Twilio has made it', async () => {
		const { json } = await create({
			additionalFields: {
				channelSettings: {
					values: [
						{
							channel: 'SMS',
							statusTimeouts: { inactive: 10, closed: 30 },
							captureRules: { values: [{ from: '*', to: '+15017122661' }] },
						},
					],
				},
				statusCallbacks: { values: [callback('a')] },
				intelligenceConfigurationIds: 'ic_1, ic_2',
				memoryExtractionEnabled: true,
				conversationsV1Bridge: `IS${'0'.repeat(32)}`,
			},
		});
		const [created] = [...service.emulator.store.configurations.values()];
		expect(created.settings).toEqual({
			...needed,
			channelSettings: {
				SMS: {
					statusTimeouts: { inactive: 10, closed: 30 },
					captureRules: [{ from: '*', to: '+15017122661' }],
				},
			},
			statusCallbacks: [callback('a')],
			intelligenceConfigurationIds: ['ic_1', 'ic_2'],
			memoryExtractionEnabled: true,
			conversationsV1Bridge: { serviceId: `IS${'0'.repeat(32)}` },
		});
		expect(json).toEqual([
			{
				...needed,
				id: created.id,
				channelSettings: created.settings.channelSettings,
				intelligenceConfigurationIds: ['ic_1', 'ic_2'],
				statusCallbacks: ['https://example.com/a'],
				version: 1,
			},
		]);
	});

	it.each([
		['related', []],
		['result', []],
		['nothing', [`GET ${PATH}`]],
	] as const)('finds the new id where Twilio names it by %s', async (operationNames, further) => {
		service.emulator.store.addConfiguration();
		service.emulator.configure({ operationNames });
		const { json } = await create();
		const created = [...service.emulator.store.configurations.values()].pop();
		expect(json).toEqual([expect.objectContaining({ id: created?.id, displayName: 'Support' })]);
		const [operation] = [...service.emulator.store.operations.values()];
		expect(service.requests()).toEqual([
			`POST ${PATH}`,
			`GET /v2/ControlPlane/Operations/${operation.id}`,
			...further,
			`GET ${PATH}/${created?.id}`,
		]);
	});

	it('looks for the name on every page of the list', async () => {
		for (let count = 0; count < 1001; count++) service.emulator.store.addConfiguration();
		service.emulator.configure({ operationNames: 'nothing' });
		const { json } = await create();
		expect(json).toEqual([expect.objectContaining({ displayName: 'Support' })]);
		expect(service.requests().filter((request) => request === `GET ${PATH}`)).toHaveLength(2);
	});

	it('returns the operation at once when told not to wait', async () => {
		const options = { waitForCompletion: false };
		const accepted = {
			accepted: true,
			operationId: expect.stringMatching(/^proc_job_/),
			statusUrl: expect.stringContaining('/v2/ControlPlane/Operations/proc_job_'),
		};
		const { json } = await create({ options });
		expect(json).toEqual([{ ...accepted, id: expect.stringMatching(/^conv_configuration_/) }]);
		expect(service.requests()).toEqual([`POST ${PATH}`]);
		service.emulator.configure({ operationNames: 'nothing' });
		const unnamed = await create({ displayName: 'Other', options });
		expect(unnamed.json).toEqual([accepted]);
		expect(unnamed.json[0]).not.toHaveProperty('id');
	});

	it('creates one when the answer to the first try is lost', async () => {
		service.emulator.failNext([{ kind: 'reset-after' }]);
		const { json } = await create();
		expect(json).toEqual([expect.objectContaining({ displayName: 'Support' })]);
		expect(service.emulator.store.configurations.size).toBe(1);
	});

	it('says what Twilio says when the name is taken, and by whom', async () => {
		const { id } = service.emulator.store.addConfiguration({ displayName: 'Support' });
		const { error } = await create();
		expect(error?.message).toContain('A configuration named Support already exists');
		expect(error).toMatchObject({ httpCode: '409', context: { conflictingId: id } });
	});
});

describe('Configuration: Get and Get Many', () => {
	it('returns what Twilio returned when it is not simplified', async () => {
		const channelSettings = { VOICE: { statusTimeouts: null } };
		const { id } = service.emulator.store.addConfiguration({ ...needed, channelSettings });
		const { json } = await service.run('configuration', 'get', {
			configurationId: { __rl: true, mode: 'list', value: id },
			simplify: false,
		});
		expect(json).toEqual([expect.objectContaining({ id, ...needed, channelSettings })]);
		expect(service.requests()).toEqual([`GET ${PATH}/${id}`]);
	});

	it('returns all over several pages, or those of a memory store', async () => {
		const { store } = service.emulator;
		for (let count = 0; count < 1100; count++) store.addConfiguration();
		const { id } = store.addConfiguration({ memoryStoreId: MEMORY_STORE });
		const all = await service.run('configuration', 'getAll', { returnAll: true });
		expect(new Set(all.json.map((record) => record.id)).size).toBe(1101);
		expect(service.requests()).toHaveLength(2);
		const some = await service.run('configuration', 'getAll', {
			filters: { memoryStoreId: MEMORY_STORE },
		});
		expect(some.json.map((record) => record.id)).toEqual([id]);
		expect(Object.keys(some.json[0]).length).toBeLessThanOrEqual(10);
	});
});

describe('Configuration: Replace', () => {
	it('replaces the whole configuration: what is left out is cleared', async () => {
		const { id } = service.emulator.store.addConfiguration({
			...needed,
			channelSettings: { SMS: { statusTimeouts: { closed: 5 } } },
			statusCallbacks: [callback('a')],
			memoryExtractionEnabled: true,
		});
		const { json } = await service.run('configuration', 'update', {
			configurationId: id,
			...basis,
			description: 'New',
			defineUsing: 'json',
			updateFields: { channelSettingsJson: '{ "CHAT": { "statusTimeouts": { "closed": 1 } } }' },
		});
		expect(settingsOf(id)).toEqual({
			...needed,
			description: 'New',
			channelSettings: { CHAT: { statusTimeouts: { closed: 1 } } },
			memoryExtractionEnabled: false,
		});
		expect(json).toEqual([
			expect.objectContaining({
				...{ id, description: 'New', version: 2 },
				channelSettings: { CHAT: { statusTimeouts: { closed: 1 } } },
			}),
		]);
	});
});

describe.each(['supported', 404, 405] as const)(
	'Configuration: Update, PATCH %s',
	(configurationPatch) => {
		beforeEach(() => service.emulator.configure({ configurationPatch }));

		it('replaces one channel, removes another and leaves the others', async () => {
			const chat = { statusTimeouts: { closed: 7 } };
			const { id } = service.emulator.store.addConfiguration({
				...needed,
				statusCallbacks: [callback('a')],
				channelSettings: {
					SMS: { captureRules: [{ from: '*', to: '*' }], statusTimeouts: { inactive: 1 } },
					VOICE: { statusTimeouts: { closed: 2 } },
					CHAT: chat,
				},
			});
			const { json } = await patch(id, {
				channelSettings: {
					values: [
						{ channel: 'SMS', statusTimeouts: { inactive: 60, closed: 1440 } },
						{ channel: 'VOICE', remove: true },
					],
				},
			});
			const channelSettings = {
				SMS: { statusTimeouts: { inactive: 60, closed: 1440 } },
				CHAT: chat,
			};
			expect(settingsOf(id)).toEqual({
				...needed,
				statusCallbacks: [callback('a')],
				memoryExtractionEnabled: false,
				channelSettings,
			});
			expect(json).toEqual([expect.objectContaining({ id, version: 2 })]);
			expect(json[0].channelSettings).toEqual(channelSettings);
		});

		it('clears the fields to clear, in a configuration without channels too', async () => {
			const { id } = service.emulator.store.addConfiguration({
				...needed,
				statusCallbacks: [callback('a')],
				intelligenceConfigurationIds: ['ic_1'],
				memoryExtractionEnabled: true,
				conversationsV1Bridge: { serviceId: `IS${'0'.repeat(32)}` },
			});
			const { error } = await patch(id, {
				clearFields: [
					'conversationsV1Bridge',
					'description',
					'intelligenceConfigurationIds',
					'memoryExtractionEnabled',
					'statusCallbacks',
				],
			});
			expect(error).toBeUndefined();
			const { channelSettings = {}, ...settings } = settingsOf(id) ?? {};
			expect(channelSettings).toEqual({});
			expect(settings).toEqual({
				...needed,
				description: '',
				memoryExtractionEnabled: false,
			});
		});

		it('names a configuration that is not there', async () => {
			const { error } = await patch('conv_configuration_gone', { description: 'x' });
			expect(error?.message).toBe('The configuration "conv_configuration_gone" was not found');
		});

		it('sends the same key for the same change in one execution, and no other', async () => {
			const { id } = service.emulator.store.addConfiguration(needed);
			const keysOf = async (description: string, executionId: string) => {
				service.emulator.journal.length = 0;
				const { error } = await patch(id, { description }, { executionId });
				expect(error).toBeUndefined();
				return keys();
			};
			const first = await keysOf('a', '7');
			for (const key of first) expect(key).toMatch(UUID);
			// The refused PATCH and the PUT in its place have a key each.
			expect(new Set(first).size).toBe(configurationPatch === 'supported' ? 1 : 2);
			expect(await keysOf('a', '7')).toEqual(first);
			expect(service.emulator.journal.map(({ outcome }) => outcome)).toContain('replayed');
			const others = [...(await keysOf('b', '7')), ...(await keysOf('a', '8'))];
			for (const key of others) expect(first).not.toContain(key);
		});
	},
);

it('carries out different changes of one configuration one after the other', async () => {
	const { id } = service.emulator.store.addConfiguration(needed);
	const words = ['one', 'two', 'three', 'four'];
	const { json } = await service.run(
		'configuration',
		'patch',
		{ configurationId: id, updateFields: { description: '={{ $json.word }}' } },
		{ items: words.map((word) => ({ json: { word } })) },
	);
	expect(json.map(({ description }) => description)).toEqual(words);
	expect(json.map(({ version }) => version)).toEqual([2, 3, 4, 5]);
	expect(new Set(keys()).size).toBe(4);
});

it('carries out a change that comes again after another, but not on a retry of the step', async () => {
	const { id } = service.emulator.store.addConfiguration(needed);
	const words = ['one', 'two', 'one'];
	const run = async () =>
		await service.run(
			'configuration',
			'patch',
			{ configurationId: id, updateFields: { description: '={{ $json.word }}' } },
			{ items: words.map((word) => ({ json: { word } })), executionId: '7' },
		);
	const { json } = await run();
	expect(json.map(({ description }) => description)).toEqual(words);
	const outcomes = service.emulator.journal.map(({ outcome }) => outcome);
	expect(outcomes).not.toContain('replayed');
	await run();
	expect(settingsOf(id)?.description).toBe('one');
	expect(service.emulator.store.configurations.get(id)?.version).toBe(4);
});

it('fails when Max Wait is over', async () => {
	service.emulator.configure({ operationPolls: null, operationMs: null });
	const { id } = service.emulator.store.addConfiguration(needed);
	const { error } = await service.run('configuration', 'update', {
		...{ configurationId: id, ...basis },
		options: { maxWait: 1 },
	});
	const [{ id: operationId }] = [...service.emulator.store.operations.values()];
	expect(error?.message).toBe(`The operation "${operationId}" is not finished after 1 second`);
});

describe('Configuration: Delete', () => {
	it('waits until it is gone', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const { json } = await service.run('configuration', 'delete', { configurationId: id });
		expect(json).toEqual([{ deleted: true, id, operationId: expect.stringMatching(/^proc_job_/) }]);
		expect(service.emulator.store.configurations.get(id)).toBeUndefined();
		expect(keys()).toEqual([expect.stringMatching(UUID)]);
	});

	it('returns the operation at once when told not to wait', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const { json } = await service.run('configuration', 'delete', {
			configurationId: id,
			options: { waitForCompletion: false },
		});
		expect(json).toEqual([expect.objectContaining({ accepted: true, id })]);
		expect(service.requests()).toEqual([`DELETE ${PATH}/${id}`]);
	});
});

describe('every write of a configuration', () => {
	const writes: Array<[string, (id: string) => INodeParameters]> = [
		['create', () => ({ ...needed, displayName: 'Another' })],
		['update', (configurationId) => ({ configurationId, ...basis })],
		['patch', (configurationId) => ({ configurationId, updateFields: { description: 'x' } })],
		['delete', (configurationId) => ({ configurationId })],
	];

	it.each(writes)('%s fails with the reason of the operation', async (operation, parameters) => {
		service.emulator.configure({ operationOutcome: 'FAILED' });
		const { id } = service.emulator.store.addConfiguration(needed);
		const { error } = await service.run('configuration', operation, parameters(id));
		expect(error?.message).toContain('could not be completed at Twilio: The operation ended as');
		expect(settingsOf(id)).toMatchObject(needed);
	});

	it.each(writes)('%s sends the key that the user entered', async (operation, parameters) => {
		const { id } = service.emulator.store.addConfiguration(needed);
		const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		const options = { idempotencyKey: uuid };
		await service.run('configuration', operation, { ...parameters(id), options });
		expect(keys()).toEqual([uuid]);
	});
});
