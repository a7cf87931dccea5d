import { RETRY } from '../../nodes/api/retry';
import { PRIVATE, useTrigger } from './support';

const service = useTrigger();

const STRANGER = { url: 'https://stranger.example/cb?x=1', method: 'GET' } as const;

const onConfiguration = (configurationId: string, options = {}) => ({
	listenOn: 'configuration',
	configurationId: { __rl: true, mode: 'list', value: configurationId },
	options: { ...PRIVATE, ...options },
});
const onConversation = (conversationId: string) => ({
	listenOn: 'conversation',
	conversationId: { __rl: true, mode: 'id', value: conversationId },
});

describe.each(['supported', 404, 405] as const)(
	'on a configuration, PATCH %s',
	(configurationPatch) => {
		beforeEach(() => service.emulator.configure({ configurationPatch }));

		it('adds its own URL and takes it away again, and nothing else changes', async () => {
			const { store } = service.emulator;
			const { id } = store.addConfiguration({
				statusCallbacks: [STRANGER],
				channelSettings: { SMS: { statusTimeouts: { inactive: 10, closed: 30 } } },
				intelligenceConfigurationIds: ['intelligence_configuration_1'],
			});
			const before = structuredClone(store.configurations.get(id)?.settings);
			const trigger = await service.trigger(onConfiguration(id));

			expect(await trigger.isRegistered()).toBe(false);
			await trigger.activate();
			expect(service.urlsOf(id)).toEqual([STRANGER.url, trigger.url]);
			expect(await trigger.isRegistered()).toBe(true);

			await trigger.deactivate();
			expect(store.configurations.get(id)?.settings).toEqual(before);
			expect(trigger.staticData).toMatchObject({ 'node:Trigger': {} });
		});
	},
);

it('checks with one request and changes nothing by it', async () => {
	const { id } = service.emulator.store.addConfiguration();
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.isRegistered();
	expect(service.emulator.journal.map(({ method }) => method)).toEqual(['GET']);
});

it('registers once, however often n8n starts', async () => {
	const { id } = service.emulator.store.addConfiguration();
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.activate();
	await trigger.restart();
	await trigger.activate();
	expect(service.urlsOf(id)).toEqual([trigger.url]);
});

it('can be deactivated after the configuration was deleted', async () => {
	const { store } = service.emulator;
	const { id } = store.addConfiguration();
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.activate();
	store.configurations.delete(id);
	await trigger.deactivate();
	expect(trigger.logged.join()).toContain('Nothing to take away');
});

it('names the URLs in the way when both places are taken', async () => {
	const secret = 'https://user:password@other.example/cb?token=secret#rc=2';
	const others = [STRANGER, { url: secret, method: 'POST' as const }];
	const { id } = service.emulator.store.addConfiguration({
		displayName: 'Support',
		statusCallbacks: others,
	});
	const trigger = await service.trigger(onConfiguration(id));
	await expect(trigger.activate()).rejects.toMatchObject({
		message: 'The configuration "Support" has no room for another status callback',
		description: expect.stringContaining('https://stranger.example/cb, https://other.example/cb. '),
	});
	expect(service.urlsOf(id)).toEqual(others.map(({ url }) => url));
});

it('lets two triggers that are activated at the same moment both be present', async () => {
	service.emulator.configure({ latencyMs: 10 });
	for (let round = 0; round < 5; round++) {
		const { id } = service.emulator.store.addConfiguration();
		const triggers = await Promise.all(
			[1, 2].map(async () => await service.trigger(onConfiguration(id))),
		);
		await Promise.all(triggers.map(async (trigger) => await trigger.activate()));
		expect(service.urlsOf(id).sort()).toEqual(triggers.map(({ url }) => url).sort());
		await Promise.all(triggers.map(async (trigger) => await trigger.deactivate()));
		expect(service.urlsOf(id)).toEqual([]);
	}
});

it('keeps test listening and production apart', async () => {
	const { id } = service.emulator.store.addConfiguration();
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.activate();
	await trigger.listenForTest();
	expect(service.urlsOf(id)).toEqual([trigger.url, trigger.testUrl]);
	await trigger.stopListening();
	expect(service.urlsOf(id)).toEqual([trigger.url]);
	await trigger.listenForTest();
	await trigger.deactivate();
	expect(service.urlsOf(id)).toEqual([trigger.testUrl]);
});

describe('on one conversation', () => {
	const conversation = (statusCallbacks = [STRANGER]) => {
		const { store } = service.emulator;
		const { id: configurationId } = store.addConfiguration({
			statusCallbacks: [...statusCallbacks],
		});
		return store.addConversation({ configurationId });
	};
	const urlsOf = async (id: string) => {
		const { store } = service.emulator;
		const record = store.conversations.get(id);
		return (record?.overrides?.statusCallbacks ?? record?.pinned.statusCallbacks ?? []).map(
			({ url }) => url,
		);
	};

	it('adds its URL to the conversation only', async () => {
		const { id, configurationId } = conversation();
		const trigger = await service.trigger(onConversation(id));
		await trigger.activate();
		expect(await urlsOf(id)).toEqual([STRANGER.url, trigger.url]);
		expect(service.urlsOf(configurationId)).toEqual([STRANGER.url]);
		await trigger.deactivate();
		expect(await urlsOf(id)).toEqual([STRANGER.url]);
	});

	it('says that a closed one sends nothing', async () => {
		const record = conversation();
		record.status = 'CLOSED';
		const trigger = await service.trigger(onConversation(record.id));
		await expect(trigger.activate()).rejects.toThrow('is closed or deleted');
	});

	it('can be deactivated after it was closed or deleted', async () => {
		const record = conversation();
		const trigger = await service.trigger(onConversation(record.id));
		await trigger.activate();
		record.status = 'CLOSED';
		await trigger.deactivate();
		service.emulator.store.conversations.delete(record.id);
		await trigger.deactivate();
	});
});

describe('with the conversations that are open', () => {
	it('reaches them, and cleans up', async () => {
		const { store } = service.emulator;
		const { id: configurationId } = store.addConfiguration({ statusCallbacks: [STRANGER] });
		const other = store.addConfiguration().id;
		const open = Array.from({ length: 25 }, (_, index) =>
			store.addConversation({ configurationId, status: index % 2 ? 'ACTIVE' : 'INACTIVE' }),
		);
		const untouched = [
			store.addConversation({ configurationId: other }),
			store.addConversation({ configurationId, status: 'CLOSED' }),
		];
		const trigger = await service.trigger(
			onConfiguration(configurationId, { openConversations: true }),
		);
		await trigger.activate();
		const patched = () =>
			service.emulator.journal
				.filter(({ method, path }) => method === 'PATCH' && path.includes('/Conversations/'))
				.map(({ path }) => path.split('/').pop());
		expect(patched().sort()).toEqual(open.map(({ id }) => id).sort());
		expect(trigger.logged.join()).toContain('25 done, 0 skipped, 0 beyond the limit');
		expect(untouched.every(({ id }) => !patched().includes(id))).toBe(true);

		const { body } = service.emulator.journal.find(({ method }) => method === 'PATCH') ?? {};
		expect(JSON.stringify(body)).toContain(trigger.url);

		await trigger.deactivate();
		const last = service.emulator.journal.filter(({ method }) => method === 'PATCH').slice(-1)[0];
		expect(last.body).toEqual({ configuration: { statusCallbacks: [STRANGER] } });
	});
});

describe('with open conversations of which one refuses for good', () => {
	beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());

	it('leaves the URL in none of them: nothing is added any more when n8n clears up', async () => {
		const { emulator } = service;
		const { store, journal } = emulator;
		const { id: configurationId } = store.addConfiguration();
		const open = Array.from({ length: 40 }, () => store.addConversation({ configurationId }));
		// The others come as far as the last attempt, which succeeds.
		emulator.failNext(
			open.map(({ id }, index) => ({
				kind: '500',
				match: { method: 'PATCH', path: id },
				times: index === 0 ? RETRY.maxAttempts : RETRY.maxAttempts - 1,
			})),
		);
		const trigger = await service.trigger(
			onConfiguration(configurationId, { openConversations: true }),
		);
		await expect(trigger.activate()).rejects.toThrow('could not process the request');
		expect(open.flatMap(({ overrides }) => overrides?.statusCallbacks ?? [])).toEqual([]);
		expect(service.urlsOf(configurationId)).toEqual([]);

		const adds = journal.map(
			({ method, body }) => method === 'PATCH' && JSON.stringify(body).includes(trigger.url),
		);
		const clearsUp = journal.findLastIndex(({ path }) => path.endsWith(configurationId));
		expect(adds.lastIndexOf(true)).toBeGreaterThan(0);
		expect(adds.lastIndexOf(true)).toBeLessThan(clearsUp);
	});
});

describe('before anything is registered', () => {
	it.each([
		['http://n8n.example.com', 'This one does not begin with https.'],
		['https://localhost:5678', 'only known to this network'],
		['https://192.168.1.10', 'only known to this network'],
		['https://[::1]:5678', 'only known to this network'],
		['https://n8n', 'only known to this network'],
	])('says that Twilio cannot reach %s', async (instanceUrl, reason) => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger({ ...onConfiguration(id), options: {} }, { instanceUrl });
		await expect(trigger.activate()).rejects.toMatchObject({
			message: `Twilio cannot reach the URL of this trigger: ${trigger.url}`,
			description: expect.stringContaining(reason),
		});
		expect(service.urlsOf(id)).toEqual([]);
	});

	it('accepts a public https URL', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger(
			{ ...onConfiguration(id), options: {} },
			{ instanceUrl: 'https://n8n.example.com:8443/base' },
		);
		await trigger.activate();
		expect(service.urlsOf(id)).toEqual([trigger.url]);
	});

	it('asks for the Auth Token when the credential is an API key without one', async () => {
		const { apiKeySid, apiKeySecret, store } = service.emulator;
		const { id } = store.addConfiguration();
		const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken: '' };
		const trigger = await service.trigger(onConfiguration(id), key);
		await expect(trigger.activate()).rejects.toMatchObject({
			description: expect.stringContaining("'Auth Token (for Webhook Signatures)'"),
		});
		expect(service.urlsOf(id)).toEqual([]);
		const unverified = await service.trigger(onConfiguration(id, { verifySignature: false }), key);
		await unverified.activate();
		expect(service.urlsOf(id)).toEqual([unverified.url]);
	});

	it('asks for it also when the URL is added by hand, and again at the next start', async () => {
		const { apiKeySid, apiKeySecret } = service.emulator;
		const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken: '' };
		const trigger = await service.trigger({ listenOn: 'manual' }, key);
		const refusal = 'The credential has no Auth Token';
		await expect(trigger.activate()).rejects.toThrow(refusal);
		await expect(trigger.restart()).rejects.toThrow(refusal);
		const options = { ...PRIVATE, verifySignature: false };
		const unverified = await service.trigger({ listenOn: 'manual', options }, key);
		await unverified.activate();
	});

	it('registers nothing when the URL is added by hand', async () => {
		const trigger = await service.trigger({ listenOn: 'manual' });
		await trigger.activate();
		await trigger.deactivate();
		expect(service.emulator.journal).toEqual([]);
	});

	it.each([
		['', 'is empty'],
		[' ', 'is empty'],
		['a/b', 'is no ID: "a/b"'],
		['..', 'is no ID: ".."'],
	])('names the field when the configuration is "%s"', async (id, complaint) => {
		const trigger = await service.trigger(onConfiguration(id));
		await expect(trigger.activate()).rejects.toThrow(`'Configuration' ${complaint}`);
	});

	it('says when the configuration is not there', async () => {
		const trigger = await service.trigger(onConfiguration('conv_configuration_gone'));
		await expect(trigger.activate()).rejects.toThrow(
			'The configuration "conv_configuration_gone" was not found',
		);
	});
});

describe('an activation that is interrupted', () => {
	beforeAll(() => jest.spyOn(Math, 'random').mockReturnValue(0));
	afterAll(() => jest.restoreAllMocks());

	// Each request of an activation in turn is the first whose answer is lost.
	it.each([
		['check', 0, false],
		['first reading', 1, false],
		['write', 2, true],
		['wait for it', 3, true],
		['reading after it', 4, true],
		['last look', 5, true],
	] as const)('at its %s is repaired by the next', async (_request, skip, leavesUrl) => {
		const { emulator } = service;
		const { id } = emulator.store.addConfiguration({ statusCallbacks: [STRANGER] });
		const trigger = await service.trigger(onConfiguration(id));
		// When it has begun to register, n8n clears up, which fails as well.
		const times = RETRY.maxAttempts * (skip === 0 ? 1 : 2);
		emulator.failNext([{ kind: 'reset-after', skip, times }]);
		await expect(trigger.activate()).rejects.toThrow('The connection');
		const faults = emulator.journal.filter(({ fault }) => fault !== undefined);
		expect(faults).toHaveLength(times);
		// Twilio finishes what it has accepted.
		emulator.clock.advance(emulator.switches.operationMs ?? 0);
		expect(service.urlsOf(id)).toEqual([STRANGER.url, ...(leavesUrl ? [trigger.url] : [])]);

		await trigger.activate();
		expect(service.urlsOf(id)).toEqual([STRANGER.url, trigger.url]);
		await trigger.deactivate();
		expect(service.urlsOf(id)).toEqual([STRANGER.url]);
	});
});
