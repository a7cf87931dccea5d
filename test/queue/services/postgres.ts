/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../tools/start';
import type { Programs } from './programs';
import { startService } from './service';
import type { Service } from './service';

/** Superuser of the database, without a password: only this machine can reach it. */
export const DATABASE_USER = 'n8n';
/** A database that every new PostgreSQL has. */
export const DATABASE = 'postgres';

/** No syncs to disk: the data lives for minutes. */
const NO_SYNC = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

function idOf(flag: '-u' | '-g', user: string): number {
	return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

/** PostgreSQL refuses to run as root; its package creates a user for that. */
function runAs(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	return { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') };
}

/**
 * Starts a new, empty PostgreSQL.
 *
 * @param folder for data and log, kept for inspection
 * @throws Error when initdb fails, or it does not get ready
 */
export async function startPostgres(
	{ initdb, postgres }: Omit<Programs, 'redis'>,
	folder: string,
	signal?: AbortSignal,
): Promise<Service> {
	const data = join(folder, 'postgres');
	const user = runAs();
	mkdirSync(data, { mode: 0o700 });
	if (user) {
		chownSync(data, user.uid, user.gid);
		chmodSync(folder, 0o711);
	}
	const how = ['--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
	await promisify(execFile)(initdb, ['-D', data, '-U', DATABASE_USER, ...how], {
		cwd: '/',
		signal,
		...user,
	});
	const port = await freePort();
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...NO_SYNC];
	return await startService({
		name: 'PostgreSQL',
		program: postgres,
		args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
		port,
		logFile: join(folder, 'postgres.log'),
		readyLine: 'ready to accept connections',
		user,
		signal,
	});
}
