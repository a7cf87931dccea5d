import { figure, percent, times } from '../../cli/format';
import { complete, fewRefused } from '../result';
import type { CaseResult } from '../result';
import { acceptedPerSecond, refusedFrom, steadyRate } from '../statistics';
import { AT_ONCE, LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const LIMIT = 100;
const LEAST_SHARE = 0.97;
/** The limit has to be found by then. */
const FROM_SECOND = 3;
const MOST_REFUSED = 0.01;

/** How close a client comes to a rate limit that it was not told. */
export const rate: BenchmarkCase = {
	name: 'rate',
	async run(lab): Promise<CaseResult> {
		const count = lab.size(5_000, 1_000);
		const few = lab.size(1_000, 200);
		const batched = lab.size(300, 40);
		const trial = {
			count,
			switches: { latencyMs: LATENCY_MS, rateLimit: { perSecond: LIMIT, retryAfter: 1 } },
		};
		const less = { ...trial, count: few };
		const node = await lab.measure({ ...trial, peer: 'node' });
		const pool = await lab.measure({
			...trial,
			peer: 'pool',
			atOnce: AT_ONCE,
			perSecond: LIMIT,
			note: 'told the limit',
		});
		const rows = [
			pool,
			await lab.measure({ ...less, peer: 'sdkAtOnce' }),
			await lab.measure({ ...less, peer: 'httpRequest' }),
			await lab.measure({ ...less, peer: 'httpRequestRetry', note: 'the step fails' }),
			await lab.measure({ ...less, count: batched, peer: 'httpRequestBatches' }),
			node,
		];
		const share = steadyRate(node.seen, FROM_SECOND) / LIMIT;
		node.faults.push(...complete(node));
		return {
			title: `${figure(count)} deletes, limit ${LIMIT} requests a second, unknown to the client`,
			goals: [
				{
					text: `>= ${LEAST_SHARE} of the limit from the ${FROM_SECOND}rd second on`,
					measured: `${share.toFixed(3)} (whole run: wall ${times(node.wallMs / pool.wallMs)} (a))`,
					isMet: share >= LEAST_SHARE,
					whenMissed:
						'Once the limit is known, 98 % of it are sent, because requests that follow each other to the ' +
						'very limit meet it by jitter alone; every look at whether there is more by now costs a few refusals.',
				},
				{
					...fewRefused(node, MOST_REFUSED),
					whenMissed:
						`${percent(refusedFrom(node.seen, FROM_SECOND))} from the ${FROM_SECOND}rd second on: the rest is what was ` +
						'in flight when the limit was met for the first time, about as many as there may be at once.',
				},
			],
			remarks: [
				`accepted in each of the first seconds: ${acceptedPerSecond(node.seen).slice(0, 12).join(' ')}`,
			],
			rows,
		};
	},
};
