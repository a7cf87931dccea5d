/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { eventually } from '../../support/eventually';

/** A child process that serves others. */
export interface Service {
	readonly port: number;
	/** Ends it; kills it after 10 s. */
	stop(): Promise<void>;
}

export interface ServiceOptions {
	/** Name for messages. */
	name: string;
	program: string;
	args: string[];
	port: number;
	/** File for its output. */
	logFile: string;
	/** Text in its output once it accepts connections. */
	readyLine: string;
	/** User to run it as; default: that of this process. */
	user?: { uid: number; gid: number };
	signal?: AbortSignal;
}

const READY_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 10_000;
const LINES_SHOWN = 15;

/**
 * Starts a program, and waits until it is ready.
 *
 * @throws Error with its last lines when it exits first, or takes longer than 20 s
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, program, args, port, logFile, readyLine, user, signal } = options;
	const log = openSync(logFile, 'a');
	// Its own process group: otherwise Ctrl-C would end it before the processes that need it.
	const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true, ...user });
	closeSync(log);
	let ended = false;
	const exited = new Promise<void>((resolve) => {
		const end = () => {
			ended = true;
			resolve();
		};
		child.once('exit', end).once('error', end);
	});
	const stop = async () => {
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
		// SIGINT, because PostgreSQL waits for all clients to disconnect on SIGTERM.
		child.kill('SIGINT');
		await exited;
		clearTimeout(timer);
	};
	const written = () => readFileSync(logFile, 'utf8');
	try {
		await eventually(`${name} to be ready`, () => ended || written().includes(readyLine), {
			timeoutMs: READY_TIMEOUT_MS,
			intervalMs: 50,
			signal,
		});
		if (!ended) return { port, stop };
		const lines = written().trim().split('\n').slice(-LINES_SHOWN);
		throw new Error(`${name} ended before it was ready:\n${lines.join('\n')}`);
	} catch (error) {
		if (!ended) await stop();
		throw error;
	}
}
