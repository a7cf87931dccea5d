/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (proc(5), sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10;

/**
 * What a process has spent of the processor so far, in milliseconds. On a machine that does other
 * things too, it tells more than the time that went by.
 *
 * @returns NaN where the system does not tell (it is asked the way of Linux)
 */
export function processorMs(pid: number): number {
	const path = `/proc/${pid}/stat`;
	if (!existsSync(path)) return NaN;
	// proc(5): after the name in parentheses come the state and 10 others, then "utime" and "stime".
	const fields = readFileSync(path, 'utf8').split(') ').pop()?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
