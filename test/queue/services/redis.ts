/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { freePort } from '../../../tools/start';
import { startService } from './service';
import type { Service } from './service';

/**
 * Starts a Redis without persistence.
 *
 * @param program path of redis-server
 * @param folder for its log
 */
export async function startRedis(
	program: string,
	folder: string,
	signal?: AbortSignal,
): Promise<Service> {
	const port = await freePort();
	const network = ['--port', String(port), '--bind', '127.0.0.1'];
	return await startService({
		name: 'Redis',
		program,
		args: [...network, '--save', '', '--appendonly', 'no', '--dir', folder],
		port,
		logFile: join(folder, 'redis.log'),
		readyLine: 'Ready to accept connections',
		signal,
	});
}
