/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, percent, seconds } from '../../cli/format';
import { complete, judge } from '../result';
import type { CaseResult } from '../result';
import { shareOf } from '../statistics';
import { LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const LIMIT = 100;
/** So long the first one has the account to itself. */
const LEAD_MS = 4_000;
const FAIR = { from: 0.4, to: 0.6 };
/** Who gets nothing for longer starves: two turns of a service that asks to wait a second. */
const LONGEST_GAP_MS = 2_000;

/** Whether two runs share well. NaN, of runs that never met, is not well. */
export function isFair(share: number, longestGapMs: number): boolean {
	return share >= FAIR.from && share <= FAIR.to && longestGapMs <= LONGEST_GAP_MS;
}

/** How two runs, in two processes that know nothing of each other, share an account's limit. */
export const twoRuns: BenchmarkCase = {
	name: 'two-runs',
	async run(lab): Promise<CaseResult> {
		const { service, runner, newRunner, signal } = lab.equipment;
		const ahead = (LIMIT * LEAD_MS) / 1000;
		const each = lab.size(1_500, 500);
		const conversations = ahead + 2 * each;
		const other = newRunner();
		try {
			await lab.rehearse('node', runner);
			await lab.rehearse('node', other.api);
			const switches = { latencyMs: LATENCY_MS, rateLimit: { perSecond: LIMIT, retryAfter: 1 } };
			const { target, ids } = await service.prepare({ conversations, switches });
			const parts = [ids.slice(0, ahead + each), ids.slice(ahead + each)];
			const [first, second] = await lab.follow('two runs at once', conversations, async () => {
				const runs = await Promise.all([
					runner.run({ peer: 'node', target, ids: parts[0] }),
					sleep(LEAD_MS, undefined, { signal }).then(
						async () => await other.api.run({ peer: 'node', target, ids: parts[1] }),
					),
				]);
				const outcome = await service.outcome();
				return runs.map((run, index) => {
					const own = new Set(parts[index]);
					const seen = outcome.seen.filter(({ id = '' }) => own.has(id));
					return judge('node', parts[index], run, { ...outcome, seen, mostAtOnce: NaN });
				});
			});
			const { share, together, longestGapMs } = shareOf(first.seen, second.seen);
			for (const run of [first, second]) run.faults.push(...complete(run));
			first.note = `begins first; ${percent(share)} of ${figure(together)} while both run`;
			second.note = `begins ${LEAD_MS / 1000} s later; ${percent(1 - share)}`;
			return {
				title: `${figure(conversations)} deletes by two runs, limit ${LIMIT} requests a second`,
				goals: [
					{
						text: 'share within 40:60 while both run, none starves',
						measured:
							`${Math.round(share * 100)}:${Math.round((1 - share) * 100)}, ` +
							`longest wait of one ${seconds(longestGapMs)}`,
						isMet: isFair(share, longestGapMs),
						whenMissed:
							'Who begins first has most of the limit, and each refusal moves a few percent of it; it takes ten ' +
							'to twenty seconds until both have about the same, and this case lasts little longer.',
					},
				],
				rows: [first, second],
			};
		} finally {
			other.stop();
		}
	},
};
