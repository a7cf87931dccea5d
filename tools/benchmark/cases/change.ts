/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { figure, percent, seconds } from '../../cli/format';
import type { Target } from '../protocol';
import { complete, refusedShare } from '../result';
import type { CaseResult, Goal } from '../result';
import { acceptedPerSecond, settleSeconds } from '../statistics';
import { LATENCY_MS } from './types';
import type { BenchmarkCase } from './types';

const HIGH = 200;
const LOW = 50;
const MOST_SECONDS = 2.5;

async function setLimit({ url }: Target, perSecond: number): Promise<number> {
	const { statusCode, body } = await request(`${url}/__control/switches`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rateLimit: { perSecond, retryAfter: 1 } }),
	});
	await body.dump();
	if (statusCode !== 200) throw new Error(`The limit could not be set (${statusCode})`);
	return Date.now();
}

function goal(text: string, took: number | undefined): Goal {
	return {
		text: `${text}: settles within ${MOST_SECONDS} s`,
		measured: took === undefined ? 'not settled' : `${took.toFixed(1)} s`,
		isMet: took !== undefined && took <= MOST_SECONDS,
		whenMissed:
			'What goes on at the old rate fills the second of the new limit at once; while all is refused, the second ' +
			'that Retry-After asks for is waited for, twice.',
	};
}

/** How fast a client follows a limit that changes during the run. */
export const change: BenchmarkCase = {
	name: 'change',
	async run(lab): Promise<CaseResult> {
		const [high, low, highAgain] = [lab.size(12, 6), lab.size(15, 9), lab.size(13, 9)];
		const count = HIGH * high + LOW * low + HIGH * highAgain;
		let droppedAt = NaN;
		let returnedAt = NaN;
		const node = await lab.measure({
			peer: 'node',
			count,
			switches: { latencyMs: LATENCY_MS, rateLimit: { perSecond: HIGH, retryAfter: 1 } },
			meanwhile: async (target, signal) => {
				const isOn = async (ms: number) => await sleep(ms, true, { signal }).catch(() => false);
				if (!(await isOn(high * 1000))) return;
				droppedAt = await setLimit(target, LOW);
				if (!(await isOn(low * 1000))) return;
				returnedAt = await setLimit(target, HIGH);
			},
		});
		const { seen } = node;
		const down = settleSeconds(seen, { from: droppedAt, until: returnedAt, limit: LOW });
		const begin = seen[0]?.at ?? NaN;
		const end = seen.at(-1)?.at ?? returnedAt;
		const up = settleSeconds(seen, { from: returnedAt, until: end, limit: HIGH });
		node.faults.push(...complete(node));
		node.note = `${percent(refusedShare(node))} answered 429`;
		return {
			title: `${figure(count)} deletes, the limit of ${HIGH} a second drops to ${LOW} and returns`,
			remarks: [
				`accepted in each second: ${acceptedPerSecond(seen).join(' ')}; the limit drops after ` +
					`${seconds(droppedAt - begin)} and returns after ${seconds(returnedAt - begin)}`,
			],
			goals: [goal(`${HIGH} to ${LOW}`, down), goal(`${LOW} to ${HIGH}`, up)],
			rows: [node],
		};
	},
};
