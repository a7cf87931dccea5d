/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './hasCode';
import { identityOf } from './processes';

const LOOK_AGAIN_MS = 500;

/** @returns whether this process holds the lock now */
async function take(file: string): Promise<boolean> {
	const own = `${file}.${process.pid}`;
	await writeFile(own, String(identityOf(process.pid)));
	try {
		// A link appears together with its content, so nobody reads a half-written file.
		await link(own, file);
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	} finally {
		await rm(own);
	}
}

/** @returns the process that holds the lock; undefined if it is free or its holder is dead */
async function holderOf(file: string): Promise<string | undefined> {
	try {
		const holder = await readFile(file, 'utf8');
		const [pid = ''] = holder.split(' ');
		return identityOf(Number(pid)) === holder ? pid : undefined;
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

/**
 * Runs a task under a lock between processes.
 *
 * @param file exists while the lock is held; one that a killed process left is removed
 * @param onWait called with the number of the process that holds the lock
 * @param task runs while the lock is held
 * @returns what `task` returned
 */
export async function alone<T>(
	file: string,
	onWait: (pid: string) => void,
	task: () => Promise<T>,
	signal?: AbortSignal,
): Promise<T> {
	while (!(await take(file))) {
		const pid = await holderOf(file);
		if (pid === undefined) {
			await rm(file, { force: true });
			continue;
		}
		onWait(pid);
		await sleep(LOOK_AGAIN_MS, undefined, { signal });
	}
	try {
		return await task();
	} finally {
		await rm(file, { force: true });
	}
}
