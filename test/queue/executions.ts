import type { Execution, RunningN8n } from '../../tools/start';

/**
 * @param log of a worker
 * @returns ids of the executions that it started, in that order
 */
export function begunIn(log: string): string[] {
	return [...log.matchAll(/Worker started execution (\S+) \(job/g)].map(([, id = '']) => id);
}

/** How many of these executions each worker ran. */
export function shares(workers: readonly RunningN8n[], executions: readonly Execution[]): number[] {
	const ids = new Set(executions.map(({ id }) => id));
	return workers.map((worker) => begunIn(worker.logs()).filter((id) => ids.has(id)).length);
}
