/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { loadContract } from './contract';
import { startEmulator } from './index';
import type { Emulator } from './index';
import { apiOf, person } from './testClient';
import { startReceiver } from './testReceiver';
import { useApi } from './useApi';

describe('the service around the endpoints', () => {
	const service = useApi();
	const { api } = service;

	const list = '/v2/Conversations';

	it('answers with the time of its clock (RFC 9110, Date), unless that is switched off', async () => {
		service.emulator.clock.set('2030-01-31T10:00:00Z');
		const { headers } = await api('GET', list);
		expect(headers.get('date')).toMatch(/^Thu, 31 Jan 2030 10:00:0\d GMT$/);
		service.emulator.configure({ sendDate: false });
		expect((await api('GET', list)).headers.get('date')).toBeNull();
	});

	describe('credentials (Twilio OpenAPI: HTTP Basic)', () => {
		const basic = (user: string, password: string) => ({
			authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
		});

		it('takes Account SID with Auth Token and API Key SID with secret, and no mixture', async () => {
			const { accountSid, authToken, apiKeySid, apiKeySecret } = service.emulator;
			const status = async (user: string, password: string) =>
				(await api('GET', list, undefined, basic(user, password))).status;
			expect(await status(accountSid, authToken)).toBe(200);
			expect(await status(apiKeySid, apiKeySecret)).toBe(200);
			expect(await status(accountSid, apiKeySecret)).toBe(401);
			expect(await status(apiKeySid, authToken)).toBe(401);
		});

		it('reads the name of the scheme in any case (RFC 9110)', async () => {
			const { authorization } = basic(service.emulator.accountSid, service.emulator.authToken);
			for (const name of ['basic', 'BASIC', 'Basic ']) {
				const headers = { authorization: authorization.replace('Basic', name) };
				expect((await api('GET', list, undefined, headers)).status).toBe(200);
			}
			const changed = authorization.toLowerCase();
			expect((await api('GET', list, undefined, { authorization: changed })).status).toBe(401);
		});

		it('401 has code 20003 in the httpStatusCode form (Twilio docs: troubleshooting)', async () => {
			const refused = await api('GET', list, undefined, { authorization: '' });
			expect(refused.status).toBe(401);
			expect(refused.body).toEqual({
				code: 20003,
				httpStatusCode: 401,
				message: 'Authentication Error - invalid username',
				userError: true,
				params: {},
			});
			expect(service.emulator.journal[0]).toMatchObject({
				outcome: 'unauthorized',
				processed: false,
			});
		});

		it('terms not accepted: same status and code, other message (Twilio docs: troubleshooting)', async () => {
			service.emulator.configure({ termsAccepted: false });
			const refused = await api('GET', list);
			expect(refused.status).toBe(401);
			expect(refused.body).toMatchObject({
				code: 20003,
				message: 'Terms of service have not been accepted.',
			});
		});

		it('can be chosen at start', async () => {
			const other = await startEmulator({ accountSid: 'AC1', authToken: 't' });
			const { status } = await apiOf(other)('GET', list);
			await other.close();
			expect(status).toBe(200);
		});
	});

	describe('errors', () => {
		const missing = async () => await api('GET', `${list}/none`);

		it('are classic (Twilio OpenAPI), or in the other two forms by switch', async () => {
			expect(Object.keys((await missing()).body).sort()).toEqual([
				'code',
				'message',
				'more_info',
				'status',
			]);
			service.emulator.configure({ errorFormat: 'httpStatusCode' });
			expect((await missing()).body).toMatchObject({ code: 20404, httpStatusCode: 404 });
			service.emulator.configure({ errorFormat: 'rfc9457' });
			// SDK 6.2: TwilioServiceException needs type, title, status and code.
			expect((await missing()).body).toMatchObject({
				type: 'https://www.twilio.com/docs/errors/20404',
				title: 'Not Found',
				status: 404,
				code: 20404,
			});
			expect(service.emulator.violations).toEqual([]);
		});

		it('404 for paths and 405 for methods that the API does not have', async () => {
			expect((await api('GET', '/v1/Conversations')).body).toMatchObject({ code: 20404 });
			expect((await api('DELETE', `${list}/x/Participants/y`)).body).toMatchObject({ code: 20004 });
			expect(service.emulator.journal.map(({ status }) => status)).toEqual([404, 405]);
		});

		it('bodies have to be JSON (Twilio error 20422; 415 seen on Intelligence v3)', async () => {
			const { accountSid, authToken } = service.emulator;
			const post = async (type: string, body: string) => {
				const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
				const headers = { authorization: `Basic ${credentials}`, 'content-type': type };
				const answer = await fetch(`${service.emulator.url}${list}`, {
					method: 'POST',
					headers,
					body,
				});
				return [answer.status, JSON.parse(await answer.text()).code];
			};
			expect(await post('application/x-www-form-urlencoded', 'configurationId=x')).toEqual([
				415, 20422,
			]);
			expect(await post('application/json', '{"a":')).toEqual([400, 20422]);
			expect(await post('application/json; charset=utf-8', '[]')).toEqual([400, 400]);
		});

		it('every answer has a request id (Twilio docs: troubleshooting)', async () => {
			const ids = [await missing(), await api('GET', list)].map(({ headers }) =>
				headers.get('twilio-request-id'),
			);
			expect(ids[0]).toMatch(/^RQ[0-9a-f]{32}$/);
			expect(ids[1]).not.toBe(ids[0]);
		});
	});

	it('the journal has all of a request', async () => {
		await api('POST', `${list}?x=%20a`, { configurationId: 'c' }, { 'x-test': '1' });
		await api('GET', `${list}?status=CLOSED&status=ACTIVE`);
		const [first, second] = service.emulator.journal;
		expect(first).toMatchObject({
			method: 'POST',
			path: list,
			query: { x: ' a' },
			headers: { 'x-test': '1' },
			body: { configurationId: 'c' },
			operationId: 'CreateConversationWithConfig',
			status: 400,
			outcome: 'invalid',
			processed: false,
		});
		expect(second).toMatchObject({
			query: { status: ['CLOSED', 'ACTIVE'] },
			status: 200,
			outcome: 'answered',
			processed: true,
			responseHeaders: { 'Twilio-Request-Id': expect.any(String) },
		});
	});

	it('the journal keeps the last ones only', async () => {
		const other = await startEmulator({ journalLimit: 3 });
		for (let turn = 0; turn < 7; turn++) await apiOf(other)('GET', `${list}?pageSize=${turn + 1}`);
		await other.close();
		expect(other.journal.map(({ query }) => query.pageSize)).toEqual(['4', '5', '6', '7']);
	});

	describe('answers are checked against Twilio OpenAPI', () => {
		const corrupt = (target: Emulator) => {
			const { id: configurationId } = target.store.addConfiguration();
			const { id } = target.store.addConversation({ configurationId });
			Object.assign(target.store.conversations.get(id) ?? {}, { status: 'OPEN' });
			return `${list}/${id}`;
		};

		it('one that does not fit is a 500 and a recorded violation', async () => {
			const answer = await api('GET', corrupt(service.emulator));
			expect(answer.status).toBe(500);
			expect(service.emulator.violations).toEqual([
				expect.stringContaining('FetchConversation answered 200: status'),
			]);
			service.emulator.reset();
			expect(service.emulator.violations).toEqual([]);
		});

		it('a member that Twilio does not have is a violation too', async () => {
			const configuration = service.emulator.store.addConfiguration();
			configuration.settings = Object.assign({ surprise: 1 }, configuration.settings);
			await api('GET', `/v2/ControlPlane/Configurations/${configuration.id}`);
			expect(service.emulator.violations).toEqual([expect.stringContaining('surprise')]);
		});

		it('not when it is switched off', async () => {
			const other = await startEmulator({ validateResponses: false });
			const { status } = await apiOf(other)('GET', corrupt(other));
			await other.close();
			expect(status).toBe(200);
		});
	});

	it('reset() brings back the switches of the start', async () => {
		const other = await startEmulator({ switches: { latencyMs: 1 } });
		other.configure({ latencyMs: 5, termsAccepted: false });
		other.seed({ conversations: 2 });
		other.clock.advance(1_000_000);
		other.reset();
		expect(other.switches).toMatchObject({ latencyMs: 1, termsAccepted: true });
		expect(other.store.conversations.size).toBe(0);
		expect(other.clock.now()).toBeLessThan(Date.now() + 1_000);
		await other.close();
	});

	it('has a handler for each of the 22 endpoints', async () => {
		const contract = await loadContract();
		expect(contract.map(({ method, url }) => `${method} ${url}`)).toHaveLength(22);
		for (const { method, url } of contract) {
			const answer = await api(method, url.replace(/:\w+/g, 'none'), undefined);
			expect(answer.status).not.toBe(405);
			expect(answer.status).toBeLessThan(500);
		}
		expect(service.emulator.violations).toEqual([]);
	});
});

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
