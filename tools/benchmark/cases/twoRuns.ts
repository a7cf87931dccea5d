/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { figure, percent, seconds } from '../../cli/format';
import type { Lab } from '../lab';
import { complete, judge } from '../result';
import type { CaseResult, Measured } from '../result';
import { shareOf } from '../statistics';
import { LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const LIMIT = 100;
/** Head start of the first run, which has the account to itself meanwhile. */
const LEAD_MS = 4_000;
/** They have to share by then. */
const FROM_MS = 15_000;
const ROUNDS = 5;
const FAIR = { from: 0.4, to: 0.6 };
/** A run that gets nothing for longer starves: two rounds of a Retry-After of one second. */
const LONGEST_GAP_MS = 2_000;

/** Whether two runs share fairly. NaN, for runs that never overlapped, is not fair. */
export function isFair(share: number, longestGapMs: number): boolean {
	return share >= FAIR.from && share <= FAIR.to && longestGapMs <= LONGEST_GAP_MS;
}

/** Two runs in separate processes that do not know of each other. */
async function runBoth(lab: Lab, each: number): Promise<Measured[]> {
	const { service, runner, newRunner, signal } = lab.equipment;
	const ahead = (LIMIT * LEAD_MS) / 1000;
	const conversations = ahead + 2 * each;
	const other = newRunner();
	try {
		await lab.rehearse('node', runner);
		await lab.rehearse('node', other.api);
		const switches = { latencyMs: LATENCY_MS, rateLimit: { perSecond: LIMIT, retryAfter: 1 } };
		const { target, ids } = await service.prepare({ conversations, switches });
		const parts = [ids.slice(0, ahead + each), ids.slice(ahead + each)];
		return await lab.follow('two runs at once', conversations, async () => {
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
	} finally {
		other.stop();
	}
}

/** How two runs share an account's limit, over several rounds. */
export const twoRuns: BenchmarkCase = {
	name: 'two-runs',
	async run(lab): Promise<CaseResult> {
		const each = lab.size(1_300, 500);
		const fromMs = lab.size(FROM_MS, 3_000);
		const rows: Measured[] = [];
		const shares: Array<{ share: number; longestGapMs: number }> = [];
		for (let round = 0; round < lab.size(ROUNDS, 1); round++) {
			const [first, second] = await runBoth(lab, each);
			const whole = shareOf(first.seen, second.seen);
			const { share } = shareOf(first.seen, second.seen, fromMs);
			shares.push({ share, longestGapMs: whole.longestGapMs });
			for (const run of [first, second]) run.faults.push(...complete(run));
			first.note = `begins first; ${percent(whole.share)} of ${figure(whole.together)} while both run`;
			second.note = `begins ${LEAD_MS / 1000} s later; ${percent(1 - whole.share)}`;
			rows.push(first, second);
		}
		const ratio = (share: number) => `${Math.round(share * 100)}:${Math.round((1 - share) * 100)}`;
		return {
			title: `${figure(rows[0].given + rows[1].given)} deletes by two runs, limit ${LIMIT} requests a second`,
			goals: [
				{
					text: `share within 40:60 from ${seconds(fromMs)} after the second begins, none starves, ${shares.length} of ${shares.length}`,
					measured:
						`${shares.map(({ share }) => ratio(share)).join(', ')}, longest wait of one ` +
						seconds(Math.max(...shares.map(({ longestGapMs }) => longestGapMs))),
					isMet: shares.every(({ share, longestGapMs }) => isFair(share, longestGapMs)),
					whenMissed:
						'Each is cut to what it got itself, so what tells who has more is only that the smaller one ' +
						'grows faster in proportion.',
				},
			],
			rows,
		};
	},
};
