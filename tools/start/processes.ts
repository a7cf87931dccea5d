/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { eventually } from '../../test/support/eventually';
import { hasCode } from './hasCode';

const PATIENCE_MS = 10_000;

/**
 * Identifies a process by number and start time, because systems reuse numbers.
 *
 * @returns undefined if there is no such process
 */
export function identityOf(pid: number): string | undefined {
	if (existsSync('/proc/self/stat')) {
		const path = `/proc/${pid}/stat`;
		if (!existsSync(path)) return undefined;
		// proc(5): after the name in parentheses come the state and 18 others, then "starttime".
		const [state, ...fields] = readFileSync(path, 'utf8').split(') ').pop()?.split(' ') ?? [];
		return state === 'Z' ? undefined : `${pid} ${fields[18]}`;
	}
	try {
		const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
		return `${pid} ${began.trim()}`;
	} catch {
		// ps fails if there is no such process.
		return undefined;
	}
}

/**
 * Sends a signal to all processes of a group.
 *
 * @param leader the process that was started with `detached`
 * @returns whether the group had any process
 */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-leader, signal);
	} catch (error) {
		if (hasCode(error, 'ESRCH')) return false;
		throw error;
	}
}

/** Kills what is left of a group. */
export async function endGroup(leader: number): Promise<void> {
	if (!signalGroup(leader, 'SIGKILL')) return;
	await eventually('the end of all processes of n8n', () => !signalGroup(leader, 0), {
		timeoutMs: PATIENCE_MS,
		intervalMs: 20,
	});
}
