import { figure } from '../../cli/format';
import { complete, fewRefused } from '../result';
import type { CaseResult } from '../result';
import { LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const LIMIT = 20;
const LEAST_SHARE = 0.95;
const LEAST_OF_BARE = 0.97;

/** How close a client comes to a concurrency limit that it was not told. */
export const concurrency: BenchmarkCase = {
	name: 'concurrency',
	async run(lab): Promise<CaseResult> {
		const count = lab.size(5_000, 800);
		const trial = {
			count,
			switches: { latencyMs: LATENCY_MS, rateLimit: { concurrent: LIMIT, retryAfter: 1 } },
		};
		const pool = await lab.measure({
			...trial,
			peer: 'pool',
			atOnce: LIMIT,
			note: 'told the limit',
		});
		const bare = await lab.measure({
			...trial,
			peer: 'bare',
			atOnce: LIMIT,
			note: 'told the limit',
		});
		const node = await lab.measure({ ...trial, peer: 'node' });
		const cleanUp = await lab.measure({ ...trial, peer: 'cleanUp' });
		const share = pool.wallMs / node.wallMs;
		const ofBare = bare.wallMs / node.wallMs;
		for (const run of [node, cleanUp]) run.faults.push(...complete(run));
		return {
			title: `${figure(count)} deletes, at most ${LIMIT} at once, unknown to the client`,
			goals: [
				{
					text: `>= ${LEAST_SHARE} of the throughput of (a) told the limit`,
					measured: `${share.toFixed(3)} (Clean Up ${(pool.wallMs / cleanUp.wallMs).toFixed(3)})`,
					isMet: share >= LEAST_SHARE,
					whenMissed:
						`A bare loop over n8n's HTTP helper that is told the limit reaches ` +
						`${(pool.wallMs / bare.wallMs).toFixed(3)}: what the client spends on a request counts as under ` +
						'way for the client, not for the server.',
				},
				{
					text: `>= ${LEAST_OF_BARE} of the throughput of the bare loop over n8n's helper that is told the limit`,
					measured: `${ofBare.toFixed(3)} (Clean Up ${(bare.wallMs / cleanUp.wallMs).toFixed(3)})`,
					isMet: ofBare >= LEAST_OF_BARE,
					whenMissed:
						'What is refused last waits for the second that its Retry-After asks for, and nothing else is left to do.',
				},
				fewRefused(node),
			],
			rows: [pool, bare, node, cleanUp],
		};
	},
};
