/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { TriggerUnderTest } from '../support/engine';
import { PRIVATE, useTrigger } from '../support/useTrigger';

const service = useTrigger();

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

it('ends every start within seconds, and unregisters no healthy trigger', async () => {
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
	const all = await Promise.all([...restarts, ...activations, ...inBetween, ...withKey]);
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

it('does not count a trigger as registered that Twilio does not have, or n8n does not remember', async () => {
	const { id, trigger } = await arranged();
	await trigger.activate();
	service.emulator.store.configurations.delete(id);
	await expect(trigger.restart()).rejects.toThrow(`"${id}" was not found`);

	const other = await arranged();
	await other.trigger.activate();
	await other.silence('refused');
	const forgetful = new TriggerUnderTest(other.trigger.options);
	await expect(forgetful.isRegistered()).rejects.toThrow('No connection to');
}, 20_000);
