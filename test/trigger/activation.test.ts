/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { TwilioConversationsTrigger } from '../../nodes/TwilioConversationsTrigger/TwilioConversationsTrigger.node';
import { TriggerUnderTest } from '../support/engine';
import { PRIVATE, useTrigger } from '../support/useTrigger';

const { properties } = new TwilioConversationsTrigger().description;
const service = useTrigger();

/** Every field of a collection, behind its label in messages and its collection's name. */
const ADDED = properties
	.filter(({ type }) => type === 'collection')
	.flatMap(({ name: collection, displayName, options = [] }) =>
		options
			.filter((option): option is INodeProperties => 'type' in option)
			.map((field) => [`${displayName} > ${field.displayName}`, collection, field] as const),
	);

const withAdded = (collection: string, name: string, value: unknown) =>
	({
		options: collection === 'options' ? { ...PRIVATE, [name]: value } : PRIVATE,
		...(collection !== 'options' && { [collection]: { [name]: value } }),
	}) as INodeParameters;

/** Why a workflow does not become active; nothing may have been changed at Twilio by then. */
async function refusal(parameters: INodeParameters): Promise<string> {
	const { id } = service.emulator.store.addConfiguration();
	const trigger = await service.trigger({
		listenOn: 'configuration',
		configurationId: { __rl: true, mode: 'id', value: id },
		...parameters,
	});
	const message = await trigger.activate().then(
		() => 'it became active',
		(error: Error) => error.message,
	);
	if (message !== 'it became active') {
		// n8n unregisters after a failed activation; that reads, and finds nothing to remove.
		expect(service.emulator.journal.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(service.urlsOf(id)).toEqual([]);
	}
	return message;
}

describe('a slip in a parameter keeps the workflow from becoming active', () => {
	it('is tested in every filter and option', () => {
		expect(ADDED.length).toBeGreaterThan(8);
	});

	it.each(ADDED)('%s, when its expression gives nothing', async (label, collection, { name }) => {
		expect(await refusal(withAdded(collection, name, '={{ undefined }}'))).toContain(
			`'${label}' is empty`,
		);
	});

	it.each(ADDED)('%s, when its value is invalid', async (label, collection, { name, type }) => {
		const value = type === 'string' ? '={{ [{}] }}' : 'what is this?';
		expect(await refusal(withAdded(collection, name, value))).toContain(`'${label}' must be `);
	});

	it.each([
		['events', 'CONVERSATION_OPENED', "'Events' must be one of COMMUNICATION_CREATED"],
		['events', '={{ undefined }}', "'Events' is empty"],
		['messagesFrom', 'everybody', "'Messages From' must be one of anyone, notAgents, customers"],
		['simplify', 'perhaps', "'Simplify' must be true or false"],
		[
			'configurationId',
			{ __rl: true, mode: 'id', value: '={{ undefined }}' },
			"'Configuration' is empty",
		],
	] as const)('%s: %j', async (name, value, message) => {
		const shown = name === 'messagesFrom' ? { events: ['COMMUNICATION_CREATED'] } : {};
		expect(await refusal({ ...shown, [name]: value })).toContain(message);
	});

	it('but not a value in another notation', async () => {
		expect(
			await refusal({
				events: ' communication_created, CONVERSATION_CLOSED ',
				messagesFrom: 'Anyone',
				simplify: 'false',
				filters: { channel: 'sms', ignoreAddresses: '={{ ["+15017122661", 15017122662] }}' },
				options: { allowPrivateUrl: 'true', maxEventAge: '30', verifySignature: 'true' },
			}),
		).toBe('it became active');
	});
});

/** Bound for all hooks of one start together. */
const MAX_MS = 15_000;

const KINDS = ['hang', '500', 'refused'] as const;
type Kind = (typeof KINDS)[number];

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** A trigger on its own configuration; `silence` makes Twilio stop answering about that. */
async function arranged(credential = {}) {
	const { emulator } = service;
	const { id } = emulator.store.addConfiguration();
	const trigger = await service.trigger(
		{
			listenOn: 'configuration',
			configurationId: { __rl: true, mode: 'list', value: id },
			options: PRIVATE,
		},
		credential,
	);
	const silence = async (kind: Kind, skip = 0) => {
		if (kind === 'refused') {
			const baseUrl = `http://127.0.0.1:${await closedPort()}`;
			Object.assign(trigger.options.credentials.twilioConversationsApi, { baseUrl });
		} else emulator.failNext([{ kind, match: { path: id }, times: 1000, skip }]);
	};
	return { id, trigger, silence };
}

async function timed<T>(work: Promise<T>): Promise<{ ms: number; error?: Error }> {
	const begun = performance.now();
	const error = await work.then(
		() => undefined,
		(thrown: Error) => thrown,
	);
	return { ms: performance.now() - begun, error };
}

describe('a Twilio that is silent', () => {
	it('ends every start within seconds, unregisters no healthy trigger, and counts none as registered that n8n does not remember', async () => {
		const restarts = KINDS.map(async (kind) => {
			const { id, trigger, silence } = await arranged();
			await trigger.activate();
			await silence(kind);
			const { ms, error } = await timed(trigger.restart());
			const lines = trigger.logged.filter((line) => line.includes('counts as registered'));
			return { what: `restart, ${kind}`, ms, error, lines: lines.length, urls: service.urlsOf(id) };
		});
		const activations = KINDS.map(async (kind) => {
			const { id, trigger, silence } = await arranged();
			await silence(kind);
			const { ms, error } = await timed(trigger.activate());
			return { what: `activation, ${kind}`, ms, error, urls: service.urlsOf(id) };
		});
		const inBetween = [1, 2, 3].map(async (skip) => {
			const { id, trigger, silence } = await arranged();
			await silence('hang', skip);
			const { ms, error } = await timed(trigger.activate());
			return { what: `activation, hang after ${skip}`, ms, error, urls: service.urlsOf(id) };
		});
		const { apiKeySid, apiKeySecret } = service.emulator;
		const withKey = [0].map(async () => {
			const { trigger } = await arranged({ authType: 'apiKey', apiKeySid, apiKeySecret });
			const match = { path: /^\/v2\/ControlPlane\/Configurations$/ };
			service.emulator.failNext([{ kind: 'hang', match, times: 1000 }]);
			const { ms, error } = await timed(trigger.activate());
			return { what: 'activation, hang at the check of the token', ms, error, urls: [] };
		});
		const forgetful = ['refused' as const].map(async (kind) => {
			const { trigger, silence } = await arranged();
			await trigger.activate();
			await silence(kind);
			const { ms, error } = await timed(new TriggerUnderTest(trigger.options).isRegistered());
			expect(error?.message).toContain('No connection to');
			return { what: 'check, n8n remembers nothing', ms, error, urls: [] };
		});
		const each = [...restarts, ...activations, ...inBetween, ...withKey, ...forgetful];
		const all = await Promise.all(each);
		const figures = all.map(({ what, ms }) => `${what}: ${(ms / 1000).toFixed(1)} s`);
		if (process.argv.includes('--verbose')) process.stdout.write(`${figures.join('\n')}\n`);
		for (const { what, ms, error, ...rest } of all) {
			expect([what, ms < MAX_MS]).toEqual([what, true]);
			if (what.startsWith('restart')) {
				expect({ what, error, ...rest }).toMatchObject({ error: undefined, lines: 1 });
				expect(rest.urls).toHaveLength(1);
			} else {
				expect(error?.message).toMatch(/Try again|Check 'Base URL'/);
			}
		}
	}, 40_000);

	it('does not count a trigger as registered that Twilio does not have', async () => {
		const { id, trigger } = await arranged();
		await trigger.activate();
		service.emulator.store.configurations.delete(id);
		await expect(trigger.restart()).rejects.toThrow(`"${id}" was not found`);
	});
});
