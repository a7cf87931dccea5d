import type { INodeParameters } from 'n8n-workflow';

import type { PlannedFault } from '../../emulator';
import type { ConfigurationSettings } from '../../emulator/state/records';
import { useEmulator } from '../support/useEmulator';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();

withoutJitter();
afterEach(() => interference.restore());

const PATH = '/v2/ControlPlane/Configurations';
const NUMBER = '+15017122661';
const RULE = { from: '*', to: NUMBER };
const OTHER = { from: '*', to: '+15017122662' };
const TIMEOUTS = { inactive: 10, closed: 30 };
const callback = (path: string) => ({
	url: `https://example.com/${path}`,
	method: 'POST' as const,
});

type Settings = Parameters<typeof service.emulator.store.addConfiguration>[0];
const withRules = (...captureRules: object[]): Settings => ({
	channelSettings: { SMS: { captureRules: captureRules as never, statusTimeouts: TIMEOUTS } },
});
const add = (settings: Settings = withRules(OTHER)) =>
	service.emulator.store.addConfiguration(settings).id;
const settingsOf = (id: string) => service.emulator.store.configurations.get(id)?.settings;
const rulesOf = (id: string) => settingsOf(id)?.channelSettings?.SMS?.captureRules;
const writes = () => service.emulator.journal.filter(({ method }) => method !== 'GET');

const rule = async (
	operation: string,
	configurationId: string,
	more: INodeParameters = {},
	how = {},
) =>
	await service.run(
		'configuration',
		operation,
		{ configurationId, channel: 'SMS', ...RULE, ...more },
		how,
	);
const addRule = async (id: string, more: INodeParameters = {}, how = {}) =>
	await rule('addCaptureRule', id, more, how);
const removeRule = async (id: string, more: INodeParameters = {}, how = {}) =>
	await rule('removeCaptureRule', id, more, how);
const patch = async (id: string, listMode: string, updateFields: INodeParameters, how = {}) =>
	await service.run('configuration', 'patch', { configurationId: id, listMode, updateFields }, how);

type Writable = { -readonly [Name in keyof ConfigurationSettings]: ConfigurationSettings[Name] };

/** A concurrent writer: it writes right before the emulator looks a configuration up. */
const interference = {
	restore: () => {},
	/** @param write gets the number of the look-up, from 1 */
	begin(write: (lookUp: number, settings: Writable) => void) {
		const { configurations } = service.emulator.store;
		const get = configurations.get.bind(configurations);
		let lookUps = 0;
		const spy = jest.spyOn(configurations, 'get').mockImplementation((id) => {
			const found = get(id);
			if (found !== undefined) write(++lookUps, found.settings);
			return found;
		});
		this.restore = () => spy.mockRestore();
	},
};
/** Look-ups of one change: it is read (1), written (2), read when accepted (3) and when done (4). */
const [WRITE, LOOK] = [2, 4];

describe('Configuration: Add Capture Rule', () => {
	it('adds one rule, and nothing else of the configuration changes', async () => {
		const id = add({ ...withRules(OTHER), statusCallbacks: [callback('a')] });
		const before = structuredClone(settingsOf(id));
		const { json } = await addRule(id);
		expect(rulesOf(id)).toEqual([OTHER, RULE]);
		expect(settingsOf(id)).toEqual({
			...before,
			channelSettings: { SMS: { captureRules: [OTHER, RULE], statusTimeouts: TIMEOUTS } },
		});
		expect(json).toEqual([
			expect.objectContaining({
				id,
				changed: true,
				version: 2,
				channelSettings: { SMS: { captureRules: [OTHER, RULE], statusTimeouts: TIMEOUTS } },
			}),
		]);
		expect(Object.keys(json[0]).length).toBeLessThanOrEqual(10);
		const [{ id: operationId }] = [...service.emulator.store.operations.values()];
		expect(service.requests()).toEqual([
			`GET ${PATH}/${id}`,
			`PATCH ${PATH}/${id}`,
			`GET ${PATH}/${id}`,
			`GET /v2/ControlPlane/Operations/${operationId}`,
			`GET ${PATH}/${id}`,
		]);
	});

	it('creates the settings of a channel that has none', async () => {
		const id = add({});
		await addRule(id);
		expect(settingsOf(id)?.channelSettings).toEqual({ SMS: { captureRules: [RULE] } });
	});

	it.each(['+1 (501) 712-2661', `sms:${NUMBER}`])(
		'finds a rule that is there in another notation, and writes nothing: %s',
		async (to) => {
			const id = add(withRules(RULE, OTHER));
			const { json } = await addRule(id, { to });
			expect(json).toEqual([expect.objectContaining({ id, changed: false, version: 1 })]);
			expect(service.requests()).toEqual([`GET ${PATH}/${id}`]);
		},
	);

	it('treats a rule with other metadata as another rule', async () => {
		const pstn = { ...RULE, metadata: { callType: 'PSTN' } };
		const id = add(withRules(pstn));
		await addRule(id);
		expect(rulesOf(id)).toEqual([pstn, RULE]);
		const values = [{ key: 'callType', value: 'PSTN' }];
		const { json } = await addRule(id, { additionalFields: { metadata: { values } } });
		expect(json).toEqual([expect.objectContaining({ changed: false })]);
	});

	it('accepts the notations of an AI model', async () => {
		const id = add();
		const fromAi = (name: string) => `={{ $fromAI('${name}') }}`;
		const { json } = await service.run(
			'configuration',
			'addCaptureRule',
			{
				configurationId: { __rl: true, mode: 'id', value: fromAi('id') },
				...{ channel: fromAi('channel'), from: fromAi('from'), to: fromAi('to') },
			},
			{
				items: [{ json: { query: { id, channel: 'sms', from: ' * ', to: '+1 501 712 2661' } } }],
				type: 'n8n-nodes-twilio-conversations.twilioConversationsTool',
			},
		);
		expect(json).toEqual([expect.objectContaining({ changed: true })]);
		expect(rulesOf(id)).toEqual([OTHER, RULE]);
	});

	it('refuses what another operation has left in its fields', async () => {
		const id = add();
		const left = { values: { participantId: 'p', channel: 'SMS', address: NUMBER } };
		const { error } = await addRule(id, { from: left });
		expect(error?.message).toMatch(/^'From' /);
		expect(service.requests()).toEqual([]);
	});

	it('adds the rules of several items to one configuration', async () => {
		const id = add();
		const items = Array.from({ length: 4 }, (_, number) => ({ json: { number } }));
		const to = '=+1501712266{{ $json.number }}';
		const { json } = await addRule(id, { to }, { items });
		expect(json.map(({ changed }) => changed)).toEqual([true, true, false, true]);
		expect(rulesOf(id)).toHaveLength(4);
	});

	it('does not wait when told not to, and does not call it done', async () => {
		const id = add();
		const options = { waitForCompletion: false };
		const { json } = await addRule(id, { options });
		expect(json).toEqual([
			{ accepted: true, id, operationId: expect.any(String), statusUrl: expect.any(String) },
		]);
		expect(service.requests()).toHaveLength(2);
	});
});

describe('Configuration: Remove Capture Rule', () => {
	it('removes one rule, and the last one too', async () => {
		const id = add(withRules(RULE, OTHER));
		const { json } = await removeRule(id, { to: '+1 (501) 712-2661' });
		expect(json).toEqual([expect.objectContaining({ id, changed: true })]);
		expect(rulesOf(id)).toEqual([OTHER]);
		await removeRule(id, OTHER);
		expect(settingsOf(id)?.channelSettings).toEqual({
			SMS: { captureRules: [], statusTimeouts: TIMEOUTS },
		});
	});

	it.each([
		['a rule', withRules(OTHER)],
		['a channel', {}],
	])('is done where there is no such %s', async (_what, settings) => {
		const id = add(settings);
		const { json } = await removeRule(id);
		expect(json).toEqual([expect.objectContaining({ changed: false })]);
		expect(service.requests()).toEqual([`GET ${PATH}/${id}`]);
	});

	it('neither removes a rule whose metadata was not given, nor reports it as gone', async () => {
		const pstn = { ...RULE, metadata: { callType: 'PSTN' } };
		const id = add(withRules(pstn));
		const { error } = await removeRule(id);
		expect(error?.message).toBe(
			`The configuration "${id}" has no SMS rule from * to ${NUMBER} without metadata. It has from * to ${NUMBER} with metadata callType: PSTN`,
		);
		expect(error?.description).toMatch(/^Nothing was changed\./);
		expect(rulesOf(id)).toEqual([pstn]);
		const values = [{ key: 'callType', value: 'PSTN' }];
		await removeRule(id, { additionalFields: { metadata: { values } } });
		expect(rulesOf(id)).toEqual([]);
	});

	it('distinguishes chat identities by case', async () => {
		const id = add({ channelSettings: { CHAT: { captureRules: [{ from: 'Jane', to: '*' }] } } });
		const chat = { channel: 'CHAT', from: 'jane', to: '*' };
		expect((await removeRule(id, chat)).json).toEqual([
			expect.objectContaining({ changed: false }),
		]);
		await removeRule(id, { ...chat, from: 'Jane' });
		expect(settingsOf(id)?.channelSettings?.CHAT?.captureRules).toEqual([]);
	});
});

describe.each(['supported', 404, 405] as const)('List Mode, PATCH %s', (configurationPatch) => {
	beforeEach(() => service.emulator.configure({ configurationPatch }));
	const all = {
		channelSettings: {
			values: [
				{ channel: 'SMS', captureRules: { values: [RULE] }, statusTimeouts: { closed: 60 } },
			],
		},
		intelligenceConfigurationIds: 'ic_2',
		statusCallbacks: { values: [callback('b')] },
	};
	const before = {
		...withRules(OTHER),
		intelligenceConfigurationIds: ['ic_1'],
		statusCallbacks: [callback('a')],
	};
	const CHAT = { statusTimeouts: { closed: 7 } };

	it('adds to all lists, and removes again', async () => {
		const id = add({ ...before, channelSettings: { ...before.channelSettings, CHAT } });
		const { json } = await patch(id, 'add', { ...all, description: 'New' });
		expect(settingsOf(id)).toMatchObject({
			description: 'New',
			channelSettings: {
				SMS: { captureRules: [OTHER, RULE], statusTimeouts: { inactive: 10, closed: 60 } },
				CHAT,
			},
			intelligenceConfigurationIds: ['ic_1', 'ic_2'],
			statusCallbacks: [callback('a'), callback('b')],
		});
		expect(json).toEqual([expect.objectContaining({ changed: true })]);
		await patch(id, 'remove', all);
		expect(settingsOf(id)).toMatchObject({
			channelSettings: {
				SMS: { captureRules: [OTHER], statusTimeouts: { inactive: 10 } },
				CHAT,
			},
			intelligenceConfigurationIds: ['ic_1'],
			statusCallbacks: [callback('a')],
		});
		expect(settingsOf(id)?.channelSettings?.SMS?.statusTimeouts).not.toHaveProperty('closed');
		const again = await patch(id, 'remove', all);
		expect(again.json).toEqual([expect.objectContaining({ changed: false, version: 3 })]);
	});

	it('removes a channel that is chosen as a whole', async () => {
		const id = add({ channelSettings: { ...withRules(RULE)?.channelSettings, CHAT } });
		await patch(id, 'remove', { channelSettings: { values: [{ channel: 'SMS', remove: true }] } });
		expect(settingsOf(id)?.channelSettings).toEqual({ CHAT });
	});
});

describe('a list that would get too long', () => {
	it.each([
		[
			{ statusCallbacks: { values: [callback('c')] } },
			{ statusCallbacks: ['a?token=secret', 'b'].map(callback) },
			'3 status callbacks, and Twilio takes 2. It has https://example.com/a, https://example.com/b',
		],
		[
			{ intelligenceConfigurationIds: 'f' },
			{ intelligenceConfigurationIds: [...'abcde'] },
			'6 Intelligence IDs, and Twilio takes 5. It has a, b, c, d, e',
		],
	])('is refused before anything is written: %j', async (fields, settings, message) => {
		const id = add(settings);
		const { error } = await patch(id, 'add', { ...fields, description: 'New' });
		expect(error?.message).toBe(`The configuration "${id}" would have ${message}`);
		expect(error?.description).toMatch(/^Nothing was changed\./);
		expect(writes()).toEqual([]);
	});
});

describe('a concurrent writer', () => {
	const addSms = (settings: Writable, added: object) => {
		const { SMS = {} } = settings.channelSettings ?? {};
		const captureRules = [...(SMS.captureRules ?? []), added];
		settings.channelSettings = { SMS: { ...SMS, captureRules: captureRules as never } };
	};

	it('who adds a rule between reading and writing keeps it', async () => {
		const id = add(withRules());
		interference.begin((lookUp, settings) => {
			if (lookUp === WRITE) addSms(settings, OTHER);
		});
		const { json } = await addRule(id);
		interference.restore();
		expect(rulesOf(id)).toEqual(expect.arrayContaining([RULE, OTHER]));
		expect(json).toEqual([expect.objectContaining({ changed: true })]);
		expect(writes()).toHaveLength(2);
	});

	it('who removes a rule between reading and writing does not get it back', async () => {
		const id = add(withRules(OTHER));
		interference.begin((lookUp, settings) => {
			if (lookUp === WRITE) settings.channelSettings = withRules()?.channelSettings;
		});
		await addRule(id);
		interference.restore();
		expect(rulesOf(id)).toEqual([RULE]);
	});

	it('who writes over it makes it be written again, under another key', async () => {
		const id = add(withRules());
		interference.begin((lookUp, settings) => {
			if (lookUp === LOOK) settings.channelSettings = withRules()?.channelSettings;
		});
		await addRule(id);
		interference.restore();
		expect(rulesOf(id)).toEqual([RULE]);
		expect(new Set(writes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
	});

	it('who takes the last place keeps it', async () => {
		const id = add({ statusCallbacks: [callback('a')] });
		interference.begin((lookUp, settings) => {
			if (lookUp === WRITE) settings.statusCallbacks = [callback('a'), callback('theirs')];
		});
		const { error } = await patch(id, 'add', { statusCallbacks: { values: [callback('ours')] } });
		interference.restore();
		expect(error?.message).toContain('would have 3 status callbacks');
		expect(error?.description).toMatch(/^Somebody else took the place meanwhile/);
		expect(settingsOf(id)?.statusCallbacks).toEqual([callback('a'), callback('theirs')]);
	});

	it('who never stops ends it with an error after ten writes', async () => {
		const id = add(withRules());
		interference.begin((lookUp, settings) => {
			if (lookUp > 1) settings.channelSettings = withRules()?.channelSettings;
		});
		const { error } = await addRule(id);
		expect(error?.message).toBe(`Somebody else keeps changing the configuration "${id}"`);
		expect(writes()).toHaveLength(10);
	});
});

describe('a request that goes wrong', () => {
	const refused: PlannedFault = {
		kind: 'answer',
		answer: { status: 403, body: { code: 20403, message: 'Forbidden' } },
	};
	const accepted = /^Twilio accepted /;
	it.each([
		['reading', 0, /^Nothing was changed, because the configuration could not be read first/],
		['writing', 1, /^This credential is not allowed/],
		['reading once it is accepted', 2, accepted],
		['polling the operation', 3, accepted],
		['reading once it is done', 4, /^Twilio accepted and carried out /],
	])(
		'%s: nothing is lost or done twice, and running it again completes it',
		async (_what, skip, says) => {
			const id = add();
			const how = { executionId: '7' };
			service.emulator.failNext([{ ...refused, skip }]);
			const { error } = await addRule(id, {}, how);
			expect(error?.message).toMatch(says);
			if (skip > 1) {
				const [operation] = [...service.emulator.store.operations.values()];
				expect(error).toMatchObject({
					context: { configurationId: id, operationId: operation.id, mayHaveRun: true },
				});
			}
			const again = await addRule(id, {}, how);
			expect(again.error).toBeUndefined();
			expect(rulesOf(id)).toEqual([OTHER, RULE]);
			expect(service.emulator.store.operations.size).toBe(1);
		},
	);

	it.each(['reset-after', '500-after', 'reset-before'] as const)(
		'is retried: %s on each request in turn',
		async (kind) => {
			for (let skip = 0; skip < 5; skip++) {
				service.emulator.reset();
				const id = add();
				service.emulator.failNext([{ kind, skip }]);
				const { json } = await addRule(id);
				expect(json).toEqual([expect.objectContaining({ changed: true, version: 2 })]);
				expect(rulesOf(id)).toEqual([OTHER, RULE]);
			}
		},
	);

	it('names a second write that is refused, and what was carried out before', async () => {
		const id = add(withRules());
		interference.begin((lookUp, settings) => {
			if (lookUp === LOOK) settings.channelSettings = withRules()?.channelSettings;
		});
		service.emulator.failNext([{ ...refused, skip: 1, match: { method: 'PATCH' } }]);
		const { error } = await addRule(id);
		expect(error?.message).toMatch(/^Twilio carried out the change .* could not be written again/);
		expect(error).toMatchObject({ context: { configurationId: id, mayHaveRun: true } });
	});

	it('says that nothing was changed where the configuration is not there', async () => {
		const { error } = await addRule('conv_configuration_gone');
		expect(error?.message).toBe('The configuration "conv_configuration_gone" was not found');
	});
});

describe('the idempotency key', () => {
	const keys = () => writes().map(({ idempotencyKey }) => idempotencyKey);

	it('is the same on a retry of the step, so that Twilio replays it', async () => {
		const id = add();
		service.emulator.configure({ operationPolls: null, operationMs: null });
		const run = async () => await addRule(id, { options: { maxWait: 1 } }, { executionId: '7' });
		await run();
		const { error } = await run();
		expect(error?.message).toContain('is not finished after 1 second');
		expect(new Set(keys()).size).toBe(1);
		expect(service.emulator.store.operations.size).toBe(1);
	});

	it('of the user is sent with the first write', async () => {
		const id = add(withRules());
		interference.begin((lookUp, settings) => {
			if (lookUp === LOOK) settings.channelSettings = withRules()?.channelSettings;
		});
		const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		const { error } = await addRule(id, { options: { idempotencyKey: uuid } });
		expect(error).toBeUndefined();
		expect(keys()[0]).toBe(uuid);
		expect(new Set(keys()).size).toBe(2);
	});

	it('differs where a rule is added, removed and added again in one execution', async () => {
		const id = add();
		for (const step of [addRule, removeRule, addRule]) await step(id, {}, { executionId: '7' });
		expect(rulesOf(id)).toEqual([OTHER, RULE]);
		expect(new Set(keys()).size).toBe(3);
	});
});
