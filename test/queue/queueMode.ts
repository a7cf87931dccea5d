/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CURRENT, ensurePackage, installN8n } from '../n8n';
import type { Installation } from '../n8n';
import { startDeployment } from './deployment';
import type { Deployment, DeploymentOptions } from './deployment';
import type { Ending } from './ending';
import { findPrograms } from './services/programs';
import { startPostgres } from './services/postgres';
import { startRedis } from './services/redis';

/** What is prepared before anything is started. */
export interface Prepared {
	installation: Installation;
	packageTgz: string;
}

export interface PrepareOptions {
	/** Folder of the project. */
	root: string;
	/** Folder of installations, and of the tarball. */
	runtime: string;
	tell: (phase: string, detail?: string) => void;
	signal: AbortSignal;
}

/** Installs n8n at the first run, builds the package if its sources are newer, and packs it. */
export async function prepare({ root, runtime, tell, signal }: PrepareOptions): Promise<Prepared> {
	const installation = await installN8n(CURRENT, { runtime, onPhase: tell, signal });
	tell('packing the package');
	const packageTgz = await ensurePackage({
		root,
		runtime,
		onBuild: (reason) => tell('building', reason),
		signal,
	});
	return { installation, packageTgz };
}

/** A folder of the system's for temporary things, which goes with everything in it. */
export async function temporaryFolder(ending: Ending): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-mode-'));
	ending.add(async () => await rm(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * Starts Redis, PostgreSQL and n8n in queue mode, and signs in.
 *
 * @throws Error when a program is missing, or something does not get ready; what was started by
 * then is with `ending`
 */
export async function startQueueMode(
	prepared: Prepared,
	ending: Ending,
	{ lock, signal }: Pick<DeploymentOptions, 'lock'> & { signal: AbortSignal },
): Promise<Deployment> {
	const programs = findPrograms();
	const folder = await temporaryFolder(ending);
	const redis = await startRedis(programs.redis, folder, signal);
	ending.add(redis.stop);
	const postgres = await startPostgres(programs, folder, signal);
	ending.add(postgres.stop);
	const deployment = await startDeployment({
		...prepared,
		folder,
		redisPort: redis.port,
		postgresPort: postgres.port,
		lock,
		// By force: nothing that it holds is needed any more.
		onStart: (process) => ending.add(async () => await process.kill('SIGKILL')),
		signal,
	});
	await deployment.main.client.login();
	return deployment;
}
