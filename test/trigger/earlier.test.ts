import { RETRY } from '../../nodes/api/sending/retry';
import type { StatusCallback } from '../../emulator/state/records';
import { TriggerUnderTest } from '../support/engine';
import { PRIVATE, useTrigger } from '../support/useTrigger';
import { withoutJitter } from '../support/withoutJitter';

const service = useTrigger();

const STRANGER = { url: 'https://stranger.example/cb', method: 'GET' } as const;
const ELSEWHERE = 'https://n8n.example/moved';

const onConfiguration = (configurationId: string, options = {}) => ({
	listenOn: 'configuration',
	configurationId: { __rl: true, mode: 'list', value: configurationId },
	options: { ...PRIVATE, ...options },
});

/** A trigger that is registered at a configuration beside somebody else's URL. */
async function registered(options = {}) {
	const { id } = service.emulator.store.addConfiguration({ statusCallbacks: [STRANGER] });
	const trigger = await service.trigger(onConfiguration(id, options));
	await trigger.activate();
	expect(service.urlsOf(id)).toEqual([STRANGER.url, trigger.url]);
	return { id, trigger };
}

const conversationUrls = (id: string) => {
	const record = service.emulator.store.conversations.get(id);
	const { statusCallbacks = [] } = { ...record?.pinned, ...record?.overrides };
	return statusCallbacks.map(({ url }) => url);
};

describe('an n8n that starts with another address, moved or a copy', () => {
	it('leaves the old URL alone, which may be that of another n8n, and says so in the log', async () => {
		const { id } = service.emulator.store.addConfiguration();
		const trigger = await service.trigger(onConfiguration(id));
		await trigger.activate();
		const old = trigger.url;
		trigger.options.instanceUrl = ELSEWHERE;
		await trigger.restart();
		expect(service.urlsOf(id)).toEqual([old, trigger.url]);
		expect(trigger.logged.join()).toContain(`remove this URL in Twilio: ${old}`);
		await trigger.deactivate();
		expect(service.urlsOf(id)).toEqual([old]);
	});

	it('says which URL is its old one when there is no place left', async () => {
		const { id, trigger } = await registered();
		const old = trigger.url;
		trigger.options.instanceUrl = ELSEWHERE;
		await expect(trigger.restart()).rejects.toThrow(
			`${STRANGER.url}, ${old} (this trigger at another address of n8n). `,
		);
		expect(service.urlsOf(id)).toEqual([STRANGER.url, old]);
	});
});

describe('a trigger whose deactivation failed, and that then listens elsewhere', () => {
	it.each(['configuration', 'conversation', 'manual'])('is moved there: %s', async (listenOn) => {
		const { store } = service.emulator;
		const { id, trigger } = await registered();
		const other = store.addConfiguration().id;
		const conversation = store.addConversation({ configurationId: other }).id;
		trigger.options.parameters = {
			...onConfiguration(other),
			conversationId: { __rl: true, mode: 'id', value: conversation },
			listenOn,
		};
		await trigger.restart();
		const expected = (scope: string) => (scope === listenOn ? [trigger.url] : []);
		expect(service.urlsOf(id)).toEqual([STRANGER.url]);
		expect(service.urlsOf(other)).toEqual(expected('configuration'));
		expect(conversationUrls(conversation)).toEqual(expected('conversation'));
		await trigger.deactivate();
		expect([...service.urlsOf(other), ...conversationUrls(conversation)]).toEqual([]);
	});

	it('does so also when the old configuration is gone meanwhile', async () => {
		const { store } = service.emulator;
		const { id, trigger } = await registered();
		const other = store.addConfiguration().id;
		store.configurations.delete(id);
		trigger.options.parameters = onConfiguration(other);
		await trigger.restart();
		expect(service.urlsOf(other)).toEqual([trigger.url]);
	});

	it('adds its URL to open conversations, or removes it, when only that option was changed', async () => {
		const { store, journal } = service.emulator;
		const { id: configurationId } = store.addConfiguration();
		const conversation = store.addConversation({ configurationId }).id;
		const trigger = await service.trigger(onConfiguration(configurationId));
		await trigger.activate();
		for (const openConversations of [true, false]) {
			trigger.options.parameters = onConfiguration(configurationId, { openConversations });
			journal.length = 0;
			await trigger.restart();
			expect(conversationUrls(conversation)).toEqual(openConversations ? [trigger.url] : []);
			expect(service.urlsOf(configurationId)).toEqual([trigger.url]);
			// Events must not be lost meanwhile, so the configuration is not written at all.
			const written = journal.filter(({ method }) => method === 'PATCH').map(({ path }) => path);
			expect(written.filter((path) => path.includes('Configurations'))).toEqual([]);
		}
	});
});

it('adds its URL to open conversations when an activation was killed before it did', async () => {
	const { store } = service.emulator;
	const { id: configurationId } = store.addConfiguration();
	const conversation = store.addConversation({ configurationId }).id;
	const trigger = await service.trigger(onConfiguration(configurationId));
	await trigger.activate();
	const options = onConfiguration(configurationId, { openConversations: true });
	const next = new TriggerUnderTest({ ...trigger.options, parameters: options });
	await next.restart();
	expect(conversationUrls(conversation)).toEqual([next.url]);
	expect(service.urlsOf(configurationId)).toEqual([next.url]);
});

describe('an earlier registration that cannot be removed', () => {
	withoutJitter();

	it('is reported, stays remembered, and is removed by the next activation', async () => {
		const { emulator } = service;
		const { id, trigger } = await registered();
		const other = emulator.store.addConfiguration().id;
		trigger.options.parameters = onConfiguration(other);
		// The clean-up after the failed activation fails as well.
		emulator.failNext([
			{ kind: '500', match: { method: 'PATCH', path: id }, times: 2 * RETRY.maxAttempts },
		]);
		await expect(trigger.restart()).rejects.toThrow(
			new RegExp(
				`^This trigger was registered at the configuration "${id}" before, and could not be taken out there\\. .*HTTP 500.* Publish \\(activate\\) the workflow again later, .* by hand: ${trigger.url}$`,
			),
		);
		expect(service.urlsOf(other)).toEqual([]);
		expect(trigger.staticData).toMatchObject({ 'node:Trigger': { registration: { id } } });

		await trigger.restart();
		expect(service.urlsOf(id)).toEqual([STRANGER.url]);
		expect(service.urlsOf(other)).toEqual([trigger.url]);
	});
});

it('is removed together with a later registration that n8n does not remember', async () => {
	const { id, trigger } = await registered();
	const other = service.emulator.store.addConfiguration().id;
	const options = { ...trigger.options, parameters: onConfiguration(other) };
	// The second registration never reached n8n's database, which still has the first.
	await new TriggerUnderTest(options).activate();
	const cleaning = new TriggerUnderTest(options);
	Object.assign(cleaning.staticData, JSON.parse(JSON.stringify(trigger.staticData)));
	await cleaning.deactivate();
	expect(service.urlsOf(id)).toEqual([STRANGER.url]);
	expect(service.urlsOf(other)).toEqual([]);
});

it('removes its URL from the rest of the open conversations at the next start', async () => {
	const { emulator } = service;
	const { id: configurationId } = emulator.store.addConfiguration();
	const [one, other] = [1, 2].map(() => emulator.store.addConversation({ configurationId }).id);
	const trigger = await service.trigger(
		onConfiguration(configurationId, { openConversations: true }),
	);
	await trigger.activate();
	trigger.options.parameters = onConfiguration(configurationId);
	jest.spyOn(Math, 'random').mockReturnValue(0);
	emulator.failNext([{ kind: '500', match: { method: 'PATCH', path: one }, times: 8 }]);
	await trigger.restart();
	expect([conversationUrls(one), conversationUrls(other)]).toEqual([[trigger.url], []]);
	expect(trigger.logged.join()).toContain('1 done, 1 left');
	await trigger.restart();
	jest.restoreAllMocks();
	expect([conversationUrls(one), conversationUrls(other)]).toEqual([[], []]);
	expect(service.urlsOf(configurationId)).toEqual([trigger.url]);
});

describe('a trigger whose memory is lost', () => {
	const withoutMemory = (trigger: TriggerUnderTest, parameters = trigger.options.parameters) =>
		new TriggerUnderTest({ ...trigger.options, parameters });

	it('still removes its own URL', async () => {
		const { id, trigger } = await registered();
		await withoutMemory(trigger).deactivate();
		expect(service.urlsOf(id)).toEqual([STRANGER.url]);
	});

	it('finds its URL at the configuration that was chosen before', async () => {
		const { id, trigger } = await registered();
		const other = service.emulator.store.addConfiguration({ statusCallbacks: [STRANGER] }).id;
		await withoutMemory(trigger, onConfiguration(other)).deactivate();
		expect([service.urlsOf(id), service.urlsOf(other)]).toEqual([[STRANGER.url], [STRANGER.url]]);
	});
});

describe('a credential of another account', () => {
	it('is reported, and the URL is removed once the first credential is back', async () => {
		const { emulator } = service;
		const { id, trigger } = await registered();
		const { twilioConversationsApi: first } = trigger.options.credentials;
		const accountSid = `AC${'f'.repeat(32)}`;
		const key = { authType: 'apiKey', apiKeySid: emulator.apiKeySid };
		trigger.options.credentials.twilioConversationsApi = {
			...first,
			...key,
			apiKeySecret: emulator.apiKeySecret,
			accountSid,
			secondaryAuthToken: 'of the other account',
		};
		await trigger.deactivate();
		expect(trigger.logged.join()).toContain('The credential is of another account now');
		expect(trigger.logged.join()).toContain(trigger.url);
		expect(service.urlsOf(id)).toEqual([STRANGER.url, trigger.url]);

		trigger.options.credentials.twilioConversationsApi = first;
		await trigger.deactivate();
		expect(service.urlsOf(id)).toEqual([STRANGER.url]);
	});
});

describe('what somebody else writes between the read and the write of this trigger', () => {
	const NEWCOMER = { url: 'https://newcomer.example/cb', method: 'POST' } as const;

	/** Makes somebody else write after the trigger has read and while its write is in flight. */
	const meanwhile = (id: string, change: (urls: StatusCallback[]) => StatusCallback[]) => {
		const { store, journal } = service.emulator;
		const push = journal.push.bind(journal);
		const restore = () => {
			journal.push = push;
		};
		journal.push = (...entries) => {
			const record = store.configurations.get(id);
			if (record && entries.some(({ method, path }) => method === 'PATCH' && path.endsWith(id))) {
				const statusCallbacks = change(record.settings.statusCallbacks ?? []);
				record.settings = { ...record.settings, statusCallbacks };
				restore();
			}
			return push(...entries);
		};
	};

	it.each([
		['is added', [], (urls: StatusCallback[]) => [...urls, NEWCOMER], [NEWCOMER.url]],
		['is removed', [STRANGER], () => [], []],
	])('%s, and that is not undone', async (_what, statusCallbacks, change, others) => {
		const { id } = service.emulator.store.addConfiguration({
			statusCallbacks: [...statusCallbacks],
		});
		const trigger = await service.trigger(onConfiguration(id));
		meanwhile(id, change);
		await trigger.activate();
		expect(service.urlsOf(id).sort()).toEqual([...others, trigger.url].sort());
	});

	it('keeps its place when there is only one left', async () => {
		const { id } = service.emulator.store.addConfiguration({ statusCallbacks: [STRANGER] });
		const trigger = await service.trigger(onConfiguration(id));
		meanwhile(id, (urls) => [...urls, NEWCOMER]);
		await expect(trigger.activate()).rejects.toThrow('already has 2 status callbacks');
		expect(service.urlsOf(id)).toEqual([STRANGER.url, NEWCOMER.url]);
	});
});
