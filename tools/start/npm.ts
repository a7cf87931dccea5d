/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { signalGroup } from './processes';

/** Lines of npm's output to show when it fails. */
const LINES_SHOWN = 25;

/** Variables that an outer `npm start` sets for the project; this npm works elsewhere. */
const OUTER_PROJECT = /^npm_(package|lifecycle|command|config_(ignore_scripts|local_prefix))/;

export interface NpmOptions {
	/** Folder to run in. */
	cwd: string;
	/** Ends npm and its child processes. */
	signal?: AbortSignal;
	/** Called with every line of npm's log, e.g. `npm http fetch GET 200 …`. */
	onLog?: (line: string) => void;
}

/**
 * Runs npm.
 *
 * @returns its standard output
 * @throws Error with the last lines of its log; the reason of the signal
 */
export async function npm(args: string[], { cwd, signal, onLog }: NpmOptions): Promise<string> {
	signal?.throwIfAborted();
	const kept = Object.entries(process.env).filter(([name]) => !OUTER_PROJECT.test(name));
	const child = spawn('npm', args, {
		cwd,
		env: Object.fromEntries(kept),
		stdio: ['ignore', 'pipe', 'pipe'],
		// Its own process group, so that compilers end with it.
		detached: true,
	});
	const end = () => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL');
	signal?.addEventListener('abort', end, { once: true });
	let output = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output += text;
	});
	const log: string[] = [];
	createInterface(child.stderr).on('line', (line) => {
		onLog?.(line);
		if (line.startsWith('npm http') || line.startsWith('npm info')) return;
		log.push(line);
		if (log.length > LINES_SHOWN) log.shift();
	});
	try {
		const exitCode = await new Promise((resolve, reject) => {
			child.once('error', reject).once('close', resolve);
		});
		signal?.throwIfAborted();
		if (exitCode === 0) return output;
		throw new Error(`npm ${args[0]} failed (exit code ${exitCode}):\n${log.join('\n')}`);
	} finally {
		signal?.removeEventListener('abort', end);
	}
}
