/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canRun } from '../../support/canRun';

/** Paths of the programs that queue mode needs besides n8n. */
export interface Programs {
	redis: string;
	initdb: string;
	postgres: string;
}

/** Debian installs PostgreSQL outside of PATH, in one folder per version. */
const DEBIAN = '/usr/lib/postgresql';

/** @returns folders to search, in order of preference */
export function searchPath(path = process.env.PATH ?? '', debian = DEBIAN): string[] {
	const versions = existsSync(debian) ? readdirSync(debian) : [];
	const newestFirst = versions.sort((left, right) => Number(right) - Number(left));
	const folders = newestFirst.map((version) => join(debian, version, 'bin'));
	return [...path.split(delimiter).filter((folder) => folder !== ''), ...folders];
}

/**
 * Finds Redis and PostgreSQL.
 *
 * @throws Error that names what is missing and how to install it
 */
export function findPrograms(folders = searchPath()): Programs {
	const find = (name: string) =>
		folders.map((folder) => join(folder, name)).find((path) => canRun(path));
	const redis = find('redis-server');
	const initdb = find('initdb');
	const postgres = find('postgres');
	if (redis !== undefined && initdb !== undefined && postgres !== undefined) {
		return { redis, initdb, postgres };
	}
	const missing = Object.entries({ 'redis-server': redis, initdb, postgres })
		.filter(([, path]) => path === undefined)
		.map(([name]) => name);
	throw new Error(
		`Queue mode needs Redis and PostgreSQL, and this machine has no ${missing.join(', no ')}.\n` +
			'Debian, Ubuntu: apt-get install redis-server postgresql\n' +
			'macOS: brew install redis postgresql\n' +
			'Their own services need not run: instances of our own are started, and stopped at the end.',
	);
}
