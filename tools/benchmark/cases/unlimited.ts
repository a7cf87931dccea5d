import { figure, times } from '../../cli/format';
import { complete, rateOf } from '../result';
import type { CaseResult, Measured } from '../result';
import { upperMedian } from '../statistics';
import { AT_ONCE, LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const MOST_WALL = 2.0;
/** Goal, relative to the bare loop over n8n's helper that is told the limit. */
const MOST_OF_BARE = 1.1;
const LEAST_SPEEDUP = 15;
const ROUNDS = 3;

/** The run with the median wall time. */
function typical(runs: Measured[]): Measured {
	const wall = upperMedian(runs.map(({ wallMs }) => wallMs));
	const note = `median of ${runs.length}`;
	return { ...(runs.find(({ wallMs }) => wallMs === wall) ?? runs[0]), note };
}

/** Speed without any limit. */
export const unlimited: BenchmarkCase = {
	name: 'unlimited',
	async run(lab): Promise<CaseResult> {
		const count = lab.size(1_000, 200);
		const looped = lab.size(200, 20);
		const trial = { count, switches: { latencyMs: LATENCY_MS }, atOnce: AT_ONCE };
		const pools: Measured[] = [];
		const nodes: Measured[] = [];
		const cleanUps: Measured[] = [];
		const bares: Measured[] = [];
		for (let round = 0; round < lab.size(ROUNDS, 1); round++) {
			pools.push(await lab.measure({ ...trial, peer: 'pool' }));
			nodes.push(await lab.measure({ ...trial, peer: 'node' }));
			cleanUps.push(await lab.measure({ ...trial, peer: 'cleanUp' }));
			bares.push(await lab.measure({ ...trial, peer: 'bare' }));
		}
		const pool = typical(pools);
		const node = typical(nodes);
		const cleanUp = typical(cleanUps);
		const helper = typical(bares);
		helper.note += `, told ${AT_ONCE} at once`;
		const parameter = await lab.measure({ ...trial, peer: 'bareParameter' });
		const note = looped < count ? `measured over ${looped}` : '';
		const loop = await lab.measure({ ...trial, count: looped, peer: 'sdkLoop', note });
		const sdkAtOnce = await lab.measure({ ...trial, peer: 'sdkAtOnce' });
		const httpRequest = await lab.measure({ ...trial, peer: 'httpRequest' });
		const slower = node.wallMs / pool.wallMs;
		const ofBare = node.wallMs / helper.wallMs;
		const faster = rateOf(node) / rateOf(loop);
		const mostAtOnce = Math.max(...[...nodes, ...cleanUps].map((run) => run.mostAtOnce));
		pool.faults.push(...pools.flatMap(complete));
		node.faults.push(...nodes.flatMap(complete));
		cleanUp.faults.push(...cleanUps.flatMap(complete));
		return {
			title: `${figure(count)} deletes, ${LATENCY_MS} ms latency, no limit`,
			goals: [
				{
					text: `wall <= ${MOST_WALL.toFixed(1)}x (a) with ${AT_ONCE} connections`,
					measured: `${times(slower)} (Clean Up ${times(cleanUp.wallMs / pool.wallMs)})`,
					isMet: slower <= MOST_WALL,
					whenMissed:
						"A loop over n8n's HTTP helper alone, told how many at once, takes " +
						`${times(helper.wallMs / pool.wallMs)}: the helper opens a connection for each request and ` +
						'needs CPU time that the Pool does not.',
				},
				{
					text: `wall <= ${MOST_OF_BARE.toFixed(1)}x the bare loop over n8n's helper that is told the limit`,
					measured: `${times(ofBare)} (Clean Up ${times(cleanUp.wallMs / helper.wallMs)})`,
					isMet: ofBare <= MOST_OF_BARE,
					whenMissed:
						'Delete resolves the expressions of all items before it sends anything, and nothing is sent ' +
						`meanwhile; a bare loop that resolves one for each item takes ${times(parameter.wallMs / helper.wallMs)}. ` +
						'Clean Up does without.',
				},
				{
					text: `>= ${LEAST_SPEEDUP}x faster than the SDK's loop`,
					measured: times(faster),
					isMet: faster >= LEAST_SPEEDUP,
				},
				{
					text: `never over ${AT_ONCE} at once`,
					measured: String(mostAtOnce),
					isMet: mostAtOnce <= AT_ONCE,
				},
			],
			rows: [pool, loop, sdkAtOnce, httpRequest, helper, parameter, node, cleanUp],
		};
	},
};
