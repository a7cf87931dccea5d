import { eventually } from '../n8n';
import type { Execution, N8nClient, Patience, RunningN8n } from '../n8n';

/** The most that n8n gives at once. */
const PAGE_SIZE = 100;

const UNFINISHED = ['new', 'running', 'waiting'];

interface Page {
	results: Execution[];
	nextCursor: string | null;
}

/** All of a workflow, newest first, however many there are. */
export async function allExecutions(client: N8nClient, workflowId: string): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const all: Execution[] = [];
	let cursor: string | null = null;
	do {
		const from: string = cursor === null ? '' : `&cursor=${cursor}`;
		const path = `/rest/executions?filter=${filter}&limit=${PAGE_SIZE}${from}`;
		const page: Page = await client.request('GET', path);
		all.push(...page.results);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return all;
}

/** Waits until a workflow has so many executions or more, and all have ended. */
export async function endedExecutions(
	client: N8nClient,
	workflowId: string,
	count: number,
	patience: Patience,
): Promise<Execution[]> {
	return await eventually(
		`${count} executions of workflow ${workflowId} that have ended`,
		async () => {
			const all = await allExecutions(client, workflowId);
			const haveEnded = all.every(({ status }) => !UNFINISHED.includes(status));
			return all.length >= count && haveEnded && all;
		},
		{ intervalMs: 250, ...patience },
	);
}

/** @param log of a worker @returns ids of the executions that it began, in that order */
export function begunIn(log: string): string[] {
	return [...log.matchAll(/Worker started execution (\S+) \(job/g)].map(([, id = '']) => id);
}

/** How many of these executions each worker began. */
export function shares(workers: readonly RunningN8n[], executions: readonly Execution[]): number[] {
	const ids = new Set(executions.map(({ id }) => id));
	return workers.map((worker) => begunIn(worker.logs()).filter((id) => ids.has(id)).length);
}
