/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

/**
 * CPU time of a process so far, in milliseconds. On a busy machine it says more than wall time.
 *
 * @returns NaN on systems other than Linux
 */
export function processorMs(pid: number): number {
	const path = `/proc/${pid}/stat`;
	if (!existsSync(path)) return NaN;
	// proc(5): after the name in parentheses come the state and 10 others, then "utime" and "stime".
	const fields = readFileSync(path, 'utf8').split(') ').pop()?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
