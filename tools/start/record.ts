/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup, identityOf } from './processes';

/**
 * The process that runs n8n on a folder, and the one that started it. Start times make process IDs
 * unique.
 */
interface Running {
	pid: number;
	identity?: string;
	starter: number;
	starterIdentity?: string;
	url: string;
}

const fileIn = (userFolder: string) => join(userFolder, 'running.json');

/** Records which process runs n8n on this folder. */
export function remember(userFolder: string, pid: number, url: string): void {
	const running: Running = {
		pid,
		identity: identityOf(pid),
		starter: process.pid,
		starterIdentity: identityOf(process.pid),
		url,
	};
	writeFileSync(fileIn(userFolder), JSON.stringify(running));
}

export function forget(userFolder: string): void {
	rmSync(fileIn(userFolder), { force: true });
}

/**
 * Ends an n8n that a killed process left running on this folder: two on one database would damage
 * it.
 *
 * @returns whether there was one
 * @throws Error when the process that started it still runs
 */
export async function endLeftover(userFolder: string): Promise<boolean> {
	const file = fileIn(userFolder);
	if (!existsSync(file)) return false;
	const running: Running = JSON.parse(readFileSync(file, 'utf8'));
	const lives = running.identity !== undefined && identityOf(running.pid) === running.identity;
	if (lives && identityOf(running.starter) === running.starterIdentity) {
		throw new Error(
			`n8n already runs on ${userFolder}: ${running.url}, started by process ${running.starter}`,
		);
	}
	if (lives) await endGroup(running.pid);
	forget(userFolder);
	return lives;
}
