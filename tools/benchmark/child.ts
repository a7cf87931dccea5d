/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { fork } from 'node:child_process';
import { join } from 'node:path';

interface Call {
	id: number;
	name: string;
	input: unknown;
}

interface Answer {
	id: number;
	output?: unknown;
	error?: string;
}

interface Pending {
	resolve: (output: unknown) => void;
	reject: (error: Error) => void;
}

/** A part of the benchmark that runs in its own process. */
export interface Child<Api> {
	/** Its methods; they reject when they fail in the child, or when the process is gone. */
	api: Api;
	stop(): void;
}

/**
 * Starts a file of this folder as a child process.
 *
 * @param file a module that calls `serve` with an object of the same type
 * @param signal ends it
 * @param flags for Node.js; default those of this process, which load TypeScript
 */
export function startChild<Api extends object>(
	file: string,
	signal: AbortSignal,
	flags: readonly string[] = process.execArgv,
): Child<Api> {
	const child = fork(join(__dirname, file), {
		execArgv: [...flags, '--expose-gc'],
		stdio: ['ignore', 2, 2, 'ipc'],
	});
	const pending = new Map<number, Pending>();
	let calls = 0;
	const fail = (error = new Error(`The process of ${file} has ended`)) => {
		for (const { reject } of pending.values()) reject(error);
		pending.clear();
	};
	child.on('message', ({ id, output, error }: Answer) => {
		const call = pending.get(id);
		pending.delete(id);
		if (error === undefined) call?.resolve(output);
		else call?.reject(new Error(error));
	});
	child.once('exit', () => fail()).once('error', fail);

	const method = (name: string) => async (input: unknown) =>
		await new Promise<unknown>((resolve, reject) => {
			const call: Call = { id: ++calls, name, input };
			pending.set(call.id, { resolve, reject });
			if (child.connected) child.send(call);
			else fail();
		});
	// SIGKILL: it may be busy with anything, and has no state worth saving.
	const stop = () => void child.kill('SIGKILL');
	signal.addEventListener('abort', stop);
	child.once('exit', () => signal.removeEventListener('abort', stop));
	if (signal.aborted) stop();
	// The child serves an object of this very type, so every name has its method there.
	const api = new Proxy({}, { get: (_target, name) => method(String(name)) }) as Api;
	return { api, stop };
}

/** Answers the calls of the parent process until that disconnects. */
export function serve(api: object | Promise<object>): void {
	const answer = async ({ id, name, input }: Call) => {
		const reply = (message: Answer) => process.send?.(message);
		try {
			reply({ id, output: await Reflect.get(await api, name)(input) });
		} catch (error) {
			reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
		}
	};
	process.on('message', (call: Call) => void answer(call));
	// Ctrl-C reaches the whole process group; the parent decides when this process ends.
	process.on('SIGINT', () => {}).on('SIGTERM', () => {});
	process.once('disconnect', () => process.exit());
}
