import type { Ending } from '../../tools/cli/ending';
import { temporaryFolder } from '../../tools/start/prepare';
import type { Prepared } from '../../tools/start/prepare';
import { startDeployment } from './deployment';
import type { Deployment, DeploymentOptions } from './deployment';
import { findPrograms } from './services/programs';
import { startPostgres } from './services/postgres';
import { startRedis } from './services/redis';

/**
 * Starts Redis, PostgreSQL and n8n in queue mode, and signs in.
 *
 * @throws Error when a program is missing, or something does not get ready; `ending` stops what was
 *   started by then
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
		// SIGKILL: its state is not needed any more.
		onStart: (process) => ending.add(async () => await process.kill('SIGKILL')),
		signal,
	});
	await deployment.main.client.login();
	return deployment;
}
