/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as pause } from 'node:timers/promises';

import { RETRY } from '../../nodes/api/sending/retry';
import { PRIVATE, useTrigger } from '../support/useTrigger';
import { withoutJitter } from '../support/withoutJitter';

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

		it('adds its own URL and removes it again, and changes nothing else', async () => {
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

it('checks with a single GET', async () => {
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

it('names the URLs that hold both places', async () => {
	const secret = 'https://user:password@other.example/cb?token=secret#rc=2';
	const others = [STRANGER, { url: secret, method: 'POST' as const }];
	const { id } = service.emulator.store.addConfiguration({
		displayName: 'Support',
		statusCallbacks: others,
	});
	const trigger = await service.trigger(onConfiguration(id));
	await expect(trigger.activate()).rejects.toMatchObject({
		message:
			'"Support" already has 2 status callbacks: https://stranger.example/cb, https://other.example/cb. Remove one in Twilio, or choose another configuration.',
		description: undefined,
	});
	expect(service.urlsOf(id)).toEqual(others.map(({ url }) => url));
});

it('never advises to remove the production URL for a test', async () => {
	const { id } = service.emulator.store.addConfiguration({ statusCallbacks: [STRANGER] });
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.activate();
	const message = await trigger.listenForTest().catch(({ message }: Error) => message);
	expect(message).toContain('already has 2 status callbacks: https://stranger.example/cb, and');
	expect(message).toContain('which has to stay. Test and production need a place each.');
	expect(message).not.toMatch(/remove/i);
	expect(message).not.toContain(trigger.url);
	expect(service.urlsOf(id)).toEqual([STRANGER.url, trigger.url]);
});

it('says how to publish while a test holds the last place, and how to test when all are taken', async () => {
	const { store } = service.emulator;
	const { id } = store.addConfiguration({ statusCallbacks: [STRANGER] });
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.listenForTest();
	const message = await trigger.activate().catch(({ message }: Error) => message);
	expect(message).toMatch(
		/ https:\/\/stranger\.example\/cb, and the test URL of this trigger\. .* Stop the test, /,
	);
	expect(message).toContain(`remove the test URL in Twilio: ${trigger.testUrl}`);

	const others = Array.from({ length: 19 }, (_, index) => ({
		url: `https://stranger${index}.example/cb`,
		method: 'POST' as const,
	}));
	const full = store.addConversation({ configurationId: id });
	const onFull = await service.trigger(onConversation(full.id));
	await onFull.activate();
	const { statusCallbacks = [] } = full.overrides ?? {};
	const own = statusCallbacks.filter(({ url }) => url === onFull.url);
	full.overrides = { ...full.overrides, statusCallbacks: [...others, ...own] };
	await expect(onFull.listenForTest()).rejects.toThrow(
		/, and the other URL of this trigger, which has to stay\. Test and production need a place each\. Choose another conversation for the test\.$/,
	);
});

it.each([
	['with GET', ['GET']],
	['with GET and POST', ['GET', 'POST']],
	['twice', ['POST', 'POST']],
] as const)('repairs its URL when it is registered %s', async (_what, methods) => {
	const { store } = service.emulator;
	const { id } = store.addConfiguration();
	const trigger = await service.trigger(onConfiguration(id));
	await trigger.activate();
	const configuration = store.configurations.get(id);
	if (!configuration) throw new Error('There is no configuration');
	configuration.settings = {
		...configuration.settings,
		statusCallbacks: methods.map((method) => ({ url: trigger.url, method })),
	};
	await trigger.restart();
	expect(configuration.settings.statusCallbacks).toEqual([{ url: trigger.url, method: 'POST' }]);
});

describe('an Auth Token beside an API key', () => {
	const activated = async (authToken: string, more = {}) => {
		const { apiKeySid, apiKeySecret, store } = service.emulator;
		const { id } = store.addConfiguration();
		const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken, ...more };
		const trigger = await service.trigger(onConfiguration(id), key);
		await trigger.activate();
		return service.urlsOf(id);
	};

	it('is checked with one request before anything is registered', async () => {
		await expect(activated('wrong')).rejects.toThrow(
			"Twilio does not accept the 'Auth Token (for Webhook Signatures)' of the credential. Every event would be refused",
		);
		expect(service.emulator.journal.map(({ method }) => method)).not.toContain('PATCH');
		expect(await activated(service.emulator.authToken)).toHaveLength(1);
	});

	it('may be the secondary one alone, while tokens are rotated, but one of them has to be right', async () => {
		const { authToken } = service.emulator;
		expect(await activated('wrong', { secondaryAuthToken: authToken })).toHaveLength(1);
		await expect(activated('wrong', { secondaryAuthToken: 'wrong' })).rejects.toThrow(
			'Twilio does not accept',
		);
		await expect(activated('', { secondaryAuthToken: 'wrong' })).rejects.toThrow(
			'Twilio does not accept',
		);
	});

	it('is checked at each start also when the URL is added by hand, but Twilio need not answer', async () => {
		const { emulator } = service;
		const { apiKeySid, apiKeySecret } = emulator;
		const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken: 'wrong' };
		const trigger = await service.trigger({ listenOn: 'manual' }, key);
		await expect(trigger.activate()).rejects.toThrow('Twilio does not accept');
		await expect(trigger.restart()).rejects.toThrow('Twilio does not accept');
		const { authToken, journal } = emulator;
		const other = await service.trigger({ listenOn: 'manual' }, { ...key, authToken });
		emulator.failNext([{ kind: '503', retryAfter: 3600 }]);
		journal.length = 0;
		await other.activate();
		expect(journal.map(({ fault }) => fault)).toEqual(['503']);
	});

	it('is not blamed when the terms have not been accepted', async () => {
		service.emulator.configure({ termsAccepted: false });
		await expect(activated(service.emulator.authToken)).rejects.toThrow(/^The terms of /);
	});

	it('is not needed when the account signs with a shared key', async () => {
		expect(await activated('', { sharedKeySecret: 'secret' })).toHaveLength(1);
	});
});

it('registers both of two triggers that are activated at the same moment', async () => {
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

describe('with open conversations', () => {
	it('adds its URL to them, and removes it again', async () => {
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
		expect(trigger.logged.join()).toContain('25 done, 0 left, 0 beyond the limit');
		expect(untouched.every(({ id }) => !patched().includes(id))).toBe(true);

		const { body } = service.emulator.journal.find(({ method }) => method === 'PATCH') ?? {};
		expect(JSON.stringify(body)).toContain(trigger.url);

		await trigger.deactivate();
		const last = service.emulator.journal.filter(({ method }) => method === 'PATCH').slice(-1)[0];
		expect(last.body).toEqual({ configuration: { statusCallbacks: [STRANGER] } });
	});
});

describe('with open conversations of which some keep failing', () => {
	withoutJitter();

	it('is active all the same, says how many are left, and catches up on them next time', async () => {
		const { emulator } = service;
		const { store } = emulator;
		const { id: configurationId } = store.addConfiguration();
		const open = Array.from({ length: 12 }, () => store.addConversation({ configurationId }));
		const has = () => open.map(({ overrides }) => (overrides?.statusCallbacks ?? []).length);
		const refuse = () =>
			emulator.failNext([
				{ kind: '500', match: { method: 'PATCH', path: open[0].id }, times: RETRY.maxAttempts },
				{ kind: 'html', match: { method: 'PATCH', path: open[1].id }, times: RETRY.maxAttempts },
			]);
		const trigger = await service.trigger(
			onConfiguration(configurationId, { openConversations: true }),
		);
		refuse();
		await trigger.activate();
		expect(has()).toEqual([0, 0, ...Array(10).fill(1)]);
		expect(trigger.logged.join()).toContain('10 done, 2 left, 0 beyond the limit');

		await trigger.restart();
		await trigger.deactivate();
		await trigger.activate();
		expect(has()).toEqual(Array(12).fill(1));
		refuse();
		await trigger.deactivate();
		expect(has()).toEqual([1, 1, ...Array(10).fill(0)]);
		expect(trigger.logged.join()).toContain('2 left');
		expect(service.urlsOf(configurationId)).toEqual([]);

		// Although it listens elsewhere by then, it remembers what is left.
		trigger.options.parameters = onConfiguration(store.addConfiguration().id);
		await trigger.restart();
		expect(has()).toEqual(Array(12).fill(0));
	});
});

describe('a test that is started and stopped in quick succession', () => {
	beforeEach(() => service.emulator.configure({ latencyMs: 8 }));

	const listenAndStop = async (openConversations = false) => {
		const { store } = service.emulator;
		const { id } = store.addConfiguration();
		for (let count = 0; count < 80; count++) store.addConversation({ configurationId: id });
		const trigger = await service.trigger(onConfiguration(id, { openConversations }));
		return { id, trigger };
	};

	it.each([0, 10, 20, 30, 45, 60, 90])(
		'leaves no URL behind when stopped after %d ms',
		async (ms) => {
			const { id, trigger } = await listenAndStop();
			const listening = trigger.listenForTest();
			await pause(ms);
			await Promise.all([trigger.stopListening(), listening]);
			expect(service.urlsOf(id)).toEqual([]);
		},
	);

	it.each([0, 10, 20, 30, 45, 60, 90])('has its URL when started again after %d ms', async (ms) => {
		const { id, trigger } = await listenAndStop();
		await trigger.listenForTest();
		const stopping = trigger.stopListening();
		await pause(ms);
		await Promise.all([trigger.listenForTest(), stopping]);
		expect(service.urlsOf(id)).toEqual([trigger.testUrl]);
	});

	it('stops in the middle of the open conversations, and leaves no URL in them', async () => {
		const { store, journal } = service.emulator;
		const { id, trigger } = await listenAndStop(true);
		const listening = trigger.listenForTest();
		while (
			!journal.some(({ method, path }) => method === 'PATCH' && path.includes('/Conversations/'))
		) {
			await pause(5);
		}
		await Promise.all([trigger.stopListening(), listening]);
		const left = [...store.conversations.values()].flatMap(
			({ overrides }) => overrides?.statusCallbacks ?? [],
		);
		expect([...left, ...service.urlsOf(id)]).toEqual([]);
		const added = journal.filter(
			({ method, body }) => method === 'PATCH' && JSON.stringify(body).includes('webhook-test'),
		);
		expect(added.length).toBeLessThan(60);
	});
});

describe('before anything is registered', () => {
	it.each([
		['http://n8n.example.com', 'This one does not begin with https.'],
		['https://localhost:5678', 'only known to this network'],
		['https://192.168.1.10', 'only known to this network'],
		['https://[::1]:5678', 'only known to this network'],
		['https://n8n', 'only known to this network'],
		['https://localhost.', 'only known to this network'],
		['https://n8n.localhost.', 'only known to this network'],
		['https://100.64.0.1', 'only known to this network'],
		['https://100.127.255.254', 'only known to this network'],
		['https://0x7f.1', 'only known to this network'],
		['https://n8n.home.arpa', 'only known to this network'],
		['https://n8n.localdomain', 'only known to this network'],
		['https://[fd00::1]', 'only known to this network'],
		['https://[fe80::1]', 'only known to this network'],
		['https://[::ffff:10.0.0.1]', 'only known to this network'],
		['https://[64:ff9b::a00:1]', 'only known to this network'],
		['https://[100::1]', 'only known to this network'],
	])('says that Twilio cannot reach %s', async (instanceUrl, reason) => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger({ ...onConfiguration(id), options: {} }, { instanceUrl });
		await expect(trigger.activate()).rejects.toThrow(
			new RegExp(
				`^Twilio cannot reach the URL of this trigger: .*/webhook\\. .*${reason}.* Set WEBHOOK_URL .*'Accept Private URL'`,
			),
		);
		expect(service.urlsOf(id)).toEqual([]);
	});

	it.each([
		['n8n.example.com', /^The URL of this trigger is no URL\. Set WEBHOOK_URL .* with https:/],
		['https://user:password@10.0.0.1', /^Twilio cannot reach [^@]*$/],
	])('says what is wrong with %s, without its password', async (url, words) => {
		const { id } = service.emulator.store.addConfiguration();
		const parameters = { ...onConfiguration(id), options: {} };
		const trigger = await service.trigger(parameters, { instanceUrl: url });
		const message = await trigger.activate().catch(({ message }: Error) => message);
		expect(message).toMatch(words);
		expect(message).not.toContain('password');
	});

	it.each([
		'https://n8n.example.com:8443/base',
		'https://n8n.example.com.',
		'https://[2606:4700:4700::1111]',
		'https://100.128.0.1',
		'https://172.32.0.1',
		'https://10.example.com',
		'https://local.example.com',
	])('accepts the public address %s', async (instanceUrl) => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger({ ...onConfiguration(id), options: {} }, { instanceUrl });
		await trigger.activate();
		expect(service.urlsOf(id)).toEqual([trigger.url]);
	});

	it('asks for the Auth Token when the credential is an API key without one', async () => {
		const { apiKeySid, apiKeySecret, store } = service.emulator;
		const { id } = store.addConfiguration();
		const key = { authType: 'apiKey', apiKeySid, apiKeySecret, authToken: '' };
		const trigger = await service.trigger(onConfiguration(id), key);
		await expect(trigger.activate()).rejects.toThrow("'Auth Token (for Webhook Signatures)'");
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
	withoutJitter();

	// The answers are lost from each request of an activation on, in turn.
	it.each([
		['check', 0, false],
		['first reading', 1, false],
		['write', 2, true],
		['reading while it is pending', 3, true],
		['poll', 4, true],
		['last reading', 5, true],
	] as const)('at its %s is repaired by the next', async (_request, skip, leavesUrl) => {
		const { emulator } = service;
		const { id } = emulator.store.addConfiguration({ statusCallbacks: [STRANGER] });
		const trigger = await service.trigger(onConfiguration(id));
		// Once it has begun to register, n8n cleans up after the failure, and that fails as well.
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
