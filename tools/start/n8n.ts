/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { N8nClient } from './client';
import { environmentOf } from './environment';
import type { Ports } from './environment';
import { eventually } from '../../test/support/eventually';
import type { Installation } from './install';
import { installPackage, shareWorkflow } from './package';
import { freePort } from './ports';
import { endGroup } from './processes';
import { endLeftover, forget, remember } from './record';

export interface StartOptions {
	installation: Installation;
	/**
	 * N8N_USER_FOLDER: database, encryption key and installed nodes. Created if missing. One process
	 * per folder: in queue mode each process has its own.
	 */
	userFolder: string;
	/** Tarball to install into n8n first; if left out, the folder stays as it is. */
	packageTgz?: string;
	/** Ports left out are picked from 20,000 to 29,999. */
	ports?: Partial<Ports>;
	/** Environment variables to add or replace. */
	env?: Record<string, string>;
	/** Arguments of n8n. Default `['start']`; e.g. `['worker', '--concurrency=5']`. */
	command?: string[];
	/** n8n is ready when this path answers 200 with JSON. Default `/rest/settings`. */
	readyPath?: string;
	/** Default 120,000: the first start creates the database, possibly on a busy machine. */
	readyTimeoutMs?: number;
	/** Aborts the start and ends n8n. */
	signal?: AbortSignal;
}

export interface RunningN8n {
	/** `http://127.0.0.1:PORT`, without trailing slash. */
	readonly url: string;
	readonly ports: Ports;
	readonly userFolder: string;
	/** Its output over all starts. */
	readonly logFile: string;
	/** Not signed in yet: call `client.login()`. It survives restarts. */
	readonly client: N8nClient;
	/** Process ID of the current process. */
	readonly pid: number;
	/** Resolves when the current process ends, for any reason. */
	readonly exited: Promise<void>;
	/** Its output since the last start. */
	logs(): string;
	/** Ends it like Ctrl-C; kills it after 35 s. */
	stop(): Promise<void>;
	/** Sends a signal, e.g. SIGKILL, and waits until it has ended. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** Stops it if it runs, and starts it again with the same folder and ports. */
	restart(): Promise<void>;
}

/** n8n itself stops waiting for executions after 30 s (N8N_GRACEFUL_SHUTDOWN_TIMEOUT). */
const STOP_TIMEOUT_MS = 35_000;
const STARTING_STOP_TIMEOUT_MS = 5_000;
const LINES_SHOWN = 25;

/** While it starts, n8n answers every path with 200 and a text. */
async function answersJson(url: string): Promise<boolean> {
	const { ok, headers } = await fetch(url);
	return ok && headers.get('content-type')?.includes('json') === true;
}

class Instance implements RunningN8n {
	readonly url: string;
	readonly client: N8nClient;
	readonly logFile: string;
	readonly userFolder: string;
	exited: Promise<void> = Promise.resolve();
	private child?: ChildProcess;
	private logStart = 0;

	constructor(
		private readonly options: StartOptions,
		readonly ports: Ports,
	) {
		this.userFolder = options.userFolder;
		this.url = `http://127.0.0.1:${ports.n8n}`;
		this.client = new N8nClient(this.url);
		this.logFile = join(options.userFolder, 'n8n.log');
	}

	get pid(): number {
		const { pid } = this.child ?? {};
		if (pid === undefined) throw new Error('n8n does not run');
		return pid;
	}

	async start(): Promise<void> {
		const { installation, env, command = ['start'], packageTgz, signal } = this.options;
		const { userFolder, ports } = this;
		mkdirSync(userFolder, { recursive: true });
		await endLeftover(userFolder);
		if (packageTgz !== undefined) {
			await installPackage(userFolder, packageTgz, signal);
			await shareWorkflow(userFolder, installation.n8n);
		}
		const log = openSync(this.logFile, 'a');
		this.logStart = readFileSync(this.logFile).length;
		const { node, n8n } = installation;
		const child = spawn(node, [n8n, ...command], {
			cwd: userFolder,
			env: environmentOf({ userFolder, ports, installation, base: process.env, extra: env }),
			stdio: ['ignore', log, log],
			// Its own process group: Ctrl-C in a terminal reaches it only through `stop`, and its task
			// runner can be found even if n8n is gone.
			detached: true,
		});
		closeSync(log);
		this.exited = new Promise((resolve) => {
			child.once('exit', () => resolve()).once('error', () => resolve());
		});
		this.child = child;
		if (child.pid !== undefined) remember(userFolder, child.pid, this.url);
		try {
			await this.ready(child);
		} catch (error) {
			// No SIGKILL at once: n8n would take that for a crash, and the next start would be slow.
			await this.end(STARTING_STOP_TIMEOUT_MS);
			throw error;
		}
	}

	private async ready(child: ChildProcess): Promise<void> {
		const { readyPath = '/rest/settings', readyTimeoutMs = 120_000, signal } = this.options;
		const ended = () => child.exitCode !== null || child.signalCode !== null;
		await eventually(
			'n8n to be ready',
			async () => ended() || child.pid === undefined || (await answersJson(this.url + readyPath)),
			{ timeoutMs: readyTimeoutMs, signal },
		);
		if (!ended() && child.pid !== undefined) return;
		const lines = this.logs().trim().split('\n').slice(-LINES_SHOWN);
		throw new Error(`n8n ended before it was ready:\n${lines.join('\n')}`);
	}

	logs(): string {
		return readFileSync(this.logFile).subarray(this.logStart).toString('utf8');
	}

	async stop(): Promise<void> {
		await this.end(STOP_TIMEOUT_MS);
	}

	private async end(timeoutMs: number): Promise<void> {
		const timer = setTimeout(() => this.child?.kill('SIGKILL'), timeoutMs);
		await this.kill('SIGTERM').finally(() => clearTimeout(timer));
	}

	async kill(signal: NodeJS.Signals): Promise<void> {
		const { child } = this;
		if (child?.pid === undefined) return;
		child.kill(signal);
		await this.exited;
		await endGroup(child.pid);
		this.child = undefined;
		forget(this.userFolder);
		// n8n makes its copy of the editor anew at each start. ESLint would read all of it, for a minute
		// per folder, and `n8n-node lint` allows no exception in eslint.config.mjs.
		rmSync(join(this.userFolder, '.cache'), { recursive: true, force: true });
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}
}

/**
 * Starts n8n on 127.0.0.1, and waits until it is ready. A process that was left running on the same
 * folder is ended first.
 *
 * @throws Error when the folder is in use, or n8n does not get ready (with its last lines)
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const n8n = options.ports?.n8n ?? (await freePort());
	const broker = options.ports?.broker ?? (await freePort(undefined, [n8n]));
	const instance = new Instance(options, { n8n, broker });
	await instance.start();
	return instance;
}
