import { figure, megabytes, times } from '../../cli/format';
import type { Lab } from '../lab';
import { LABELS } from '../peers/names';
import type { Memory } from '../protocol';
import { judge } from '../result';
import type { CaseResult, Measured } from '../result';
import type { BenchmarkCase } from './types';

const MOST = 1.2;
/** Kept as records, 90,000 more conversations would take several times this much. */
const MOST_MORE_BYTES = 10_000_000;

async function list(lab: Lab, count: number): Promise<{ memory: Memory; row: Measured }> {
	const { service, newRunner } = lab.equipment;
	const { api, stop } = newRunner();
	try {
		await lab.rehearse('cleanUp', api);
		const { target, ids } = await service.prepare({ conversations: count, switches: {} });
		const memory = await lab.follow(LABELS.listOnly, count, async () =>
			// No ids in the task: they would grow in memory with the number of conversations.
			api.watchMemory({ peer: 'listOnly', target, ids: [] }),
		);
		const run = { ...memory, cpuMs: NaN };
		const row = judge('listOnly', ids, { ...run, done: 0 }, await service.outcome());
		if (memory.done !== count) row.faults.push(`found ${memory.done} of ${count}`);
		row.note = `${megabytes(memory.peakBytes)} at most, ${megabytes(memory.beforeBytes)} before`;
		return { memory, row };
	} finally {
		stop();
	}
}

/** Whether a long list takes more memory than a short one. */
export const memory: BenchmarkCase = {
	name: 'memory',
	async run(lab): Promise<CaseResult> {
		const [small, large] = [lab.size(10_000, 2_000), lab.size(100_000, 20_000)];
		const few = await list(lab, small);
		const many = await list(lab, large);
		const ratio = many.memory.peakBytes / few.memory.peakBytes;
		const growth = ({ peakBytes, beforeBytes }: Memory) => peakBytes - beforeBytes;
		const more = growth(many.memory) - growth(few.memory);
		return {
			title: `List of ${figure(large)} conversations, dry run, summary only`,
			goals: [
				{
					text:
						`peak memory flat from ${figure(small)} to ${figure(large)} ` +
						`(<= ${MOST.toFixed(1)}x, <= ${megabytes(MOST_MORE_BYTES)} more)`,
					measured: `${times(ratio)}, ${megabytes(more)} more`,
					isMet: ratio <= MOST && more <= MOST_MORE_BYTES,
					whenMissed:
						'IDs of what was seen are kept, so that a record that stands on two pages is taken once: about ' +
						'100 bytes for each.',
				},
			],
			rows: [few.row, many.row],
		};
	},
};
