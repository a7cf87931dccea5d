/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startEmulator } from './index';
import type { Emulator } from './index';
import { apiOf, person } from './testClient';
import { startReceiver } from './testReceiver';

describe('control endpoints', () => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator();
	});
	beforeEach(() => emulator.reset());
	afterAll(() => emulator.close());

	const control = async (method: string, path: string, body?: unknown) => {
		const answer = await fetch(`${emulator.url}/__control${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return { status: answer.status, body: JSON.parse(await answer.text()) };
	};

	it('read and set switches, without Twilio credentials', async () => {
		const set = await control('PATCH', '/switches', {
			rateLimit: { perSecond: 2, retryAfter: null },
		});
		expect(set.body).toMatchObject({ rateLimit: { perSecond: 2 }, latencyMs: 0 });
		expect(emulator.switches.rateLimit).toEqual({ perSecond: 2, retryAfter: null });
		expect((await control('GET', '/switches')).body).toEqual(emulator.switches);
	});

	it.each([
		[{ latencyMS: 1 }, 'latencyMS'],
		[{ latencyMs: 'much' }, 'latencyMs'],
		[{ faults: { rate: 2, kinds: ['500'] } }, 'rate'],
		[{ faults: { rate: 1, kinds: ['501'] } }, 'kinds'],
	])('refuse %j and say why', async (body, named) => {
		const refused = await control('PATCH', '/switches', body);
		expect(refused.status).toBe(400);
		expect(refused.body.message).toContain(named);
		expect(emulator.switches).toMatchObject({ latencyMs: 0, faults: null });
	});

	it('queue faults', async () => {
		await control('POST', '/faults', [{ kind: '500', match: { path: '/v2/Conversations' } }]);
		const api = apiOf(emulator);
		expect((await api('GET', '/v2/ControlPlane/Configurations')).status).toBe(200);
		expect((await api('GET', '/v2/Conversations')).status).toBe(500);
	});

	it('seed, move the clock, read and clear journal and callbacks, reset', async () => {
		const receiver = await startReceiver();
		const statusCallbacks = [{ url: receiver.url }];
		const seeded = await control('POST', '/seed', { conversations: 5, statusCallbacks });
		expect(seeded.body.conversationIds).toHaveLength(5);
		const [configurationId] = seeded.body.configurationIds;
		const { now } = (await control('POST', '/clock', { set: '2027-06-01T00:00:00Z', frozen: true }))
			.body;
		expect(now).toBe('2027-06-01T00:00:00.000Z');
		expect((await control('POST', '/clock', { advanceMs: 1000 })).body.now).toContain('00:00:01');
		const participants = [person('+15005550001')];
		await apiOf(emulator)('POST', '/v2/Conversations', { configurationId, participants });
		expect((await control('GET', '/callbacks')).body).toMatchObject([
			{ eventType: 'CONVERSATION_CREATED', status: 204 },
			{ eventType: 'PARTICIPANT_ADDED', status: 204 },
		]);
		await receiver.close();
		expect((await control('GET', '/journal')).body).toMatchObject([
			{ method: 'POST', status: 201 },
		]);
		await control('DELETE', '/journal');
		await control('DELETE', '/callbacks');
		expect(emulator.journal).toEqual([]);
		expect(emulator.callbacks.delivered).toEqual([]);
		expect((await control('GET', '/')).body).toMatchObject({ conversations: 6, requests: 0 });
		await control('POST', '/reset');
		expect((await control('GET', '/')).body).toMatchObject({ conversations: 0 });
	});
});

describe('npm run emulator', () => {
	const run = (...options: string[]): { child: ChildProcess; output: () => string } => {
		const cli = join(__dirname, 'cli.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', cli, ...options]);
		const chunks: string[] = [];
		child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
		child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
		return { child, output: () => chunks.join('') };
	};

	it('prints where and with what to go, serves, and stops on Ctrl-C', async () => {
		const { child, output } = run('--port', '0', '--conversations', '7', '--set', 'latencyMs=1');
		while (!output().includes('Ctrl-C')) await once(child.stdout!, 'data');
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0];
		const [, user, token] = /curl -u (\w+):(\w+)/.exec(output()) ?? [];
		const credentials = Buffer.from(`${user}:${token}`).toString('base64');
		const answer = await fetch(`${url}/v2/Conversations?pageSize=3`, {
			headers: { authorization: `Basic ${credentials}` },
		});
		expect(JSON.parse(await answer.text()).conversations).toHaveLength(3);
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
		expect(output()).toContain('7 conversations');
	});

	it('says what is wrong with an option and exits with 1', async () => {
		const { child, output } = run('--port', '0', '--set', 'latency=1');
		expect(await once(child, 'exit')).toEqual([1, null]);
		expect(output()).toContain('latency');
	});
});
