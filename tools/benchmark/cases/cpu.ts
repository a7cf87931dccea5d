import { figure, times } from '../../cli/format';
import type { PeerName } from '../peers/names';
import { complete } from '../result';
import type { CaseResult, Measured } from '../result';
import { upperMedian } from '../statistics';
import { AT_ONCE } from './types';
import type { BenchmarkCase } from './types';

const MOST = 1.15;
/** Goal, relative to the bare loop that resolves one expression per item, as Delete has to. */
const MOST_OF_EXPRESSION = 1.05;
const ROUNDS = 5;
const PEERS = ['bare', 'node', 'cleanUp', 'bareParameter'] as const satisfies PeerName[];

type Peer = (typeof PEERS)[number];

/** CPU time per request, besides the requests themselves. */
export const cpu: BenchmarkCase = {
	name: 'cpu',
	async run(lab): Promise<CaseResult> {
		const count = lab.size(2_000, 300);
		const rounds: Array<Record<Peer, Measured>> = [];
		for (let round = 0; round < lab.size(ROUNDS, 3); round++) {
			const runs = new Map<Peer, Measured>();
			// Back and forth, so that a machine that gets slower or faster affects all peers alike.
			for (const peer of round % 2 === 0 ? PEERS : PEERS.toReversed()) {
				runs.set(peer, await lab.measure({ peer, count, atOnce: AT_ONCE }));
			}
			rounds.push(Object.fromEntries(runs) as Record<Peer, Measured>);
		}
		const ratios = (peer: Peer) => rounds.map((runs) => runs[peer].cpuMs / runs.bare.cpuMs);
		const spread = (peer: Peer) => {
			const all = ratios(peer);
			return `${times(Math.min(...all))} to ${times(Math.max(...all))}`;
		};
		const rows = PEERS.map((peer) => {
			const cpuMs = upperMedian(rounds.map((runs) => runs[peer].cpuMs));
			const wallMs = upperMedian(rounds.map((runs) => runs[peer].wallMs));
			const faults = rounds.flatMap((runs) => [...runs[peer].faults, ...complete(runs[peer])]);
			const note =
				peer === 'bare' ? `median of ${rounds.length}` : `${times(upperMedian(ratios(peer)))} CPU`;
			return { ...rounds[0][peer], cpuMs, wallMs, note, faults };
		});
		const ratio = upperMedian(ratios('node'));
		const expression = upperMedian(ratios('bareParameter'));
		const ofExpression = upperMedian(
			rounds.map((runs) => runs.node.cpuMs / runs.bareParameter.cpuMs),
		);
		return {
			title: `${figure(count)} deletes, no latency: CPU time of the client per request`,
			goals: [
				{
					text: `Delete: <= ${MOST.toFixed(2)}x a bare loop over n8n's HTTP helper`,
					measured: `${times(ratio)} (${spread('node')})`,
					isMet: ratio <= MOST,
					whenMissed:
						`A bare loop takes ${times(expression)} as soon as it resolves an expression for the ID of each ` +
						'item, as Delete has to; Clean Up does without.',
				},
				{
					text: `Delete: <= ${MOST_OF_EXPRESSION.toFixed(2)}x a bare loop with an expression`,
					measured: times(ofExpression),
					isMet: ofExpression <= MOST_OF_EXPRESSION,
					whenMissed:
						'Beyond the request, Delete checks each item, derives its key, and goes through limiter, circuit ' +
						'breaker and error mapping.',
				},
				{
					text: `Clean Up: <= ${MOST.toFixed(2)}x`,
					measured: `${times(upperMedian(ratios('cleanUp')))} (${spread('cleanUp')})`,
					isMet: upperMedian(ratios('cleanUp')) <= MOST,
					whenMissed:
						'Beyond the request, Clean Up tests each record against the filters and reports it, and goes ' +
						'through limiter, circuit breaker and error mapping.',
				},
			],
			rows,
		};
	},
};
