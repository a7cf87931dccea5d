import { documentOf } from './markdown';
import type { Run, Seen } from './protocol';
import { complete, fewRefused, judge } from './result';
import type { CaseResult, Measured } from './result';
import { faultsOf, tableOf } from './table';

const RUN: Run = { done: 2, failed: 0, wallMs: 500, cpuMs: 6 };

function measured(run: Partial<Run>, ...statuses: Array<[string, number]>): Measured {
	const seen: Seen[] = statuses.map(([id, status], at) => ({ at, id, status }));
	return judge('node', ['a', 'b'], { ...RUN, ...run }, { seen, mostAtOnce: 2, left: 0 });
}

const GOOD = measured({}, ['a', 202], ['b', 429], ['b', 202]);

describe('a line of the table', () => {
	it('has what the service saw beside what the peer tells', () => {
		expect(GOOD).toMatchObject({ given: 2, deleted: 2, done: 2, requests: 3, refused: 1 });
		expect(GOOD.cpuMs).toBe(2);
		expect(GOOD.faults).toEqual([]);
		expect(complete(GOOD)).toEqual([]);
	});

	it.each([
		['deleted 1 conversations more than once', {}, ['a', 'a', 'b']],
		['deleted what it was not given', { done: 2 }, ['a', 'c']],
		['told of 2 deletions, but there were 1', {}, ['a']],
	])('says: %s', (fault, run, ids) => {
		const statuses = ids.map((id): [string, number] => [id, 202]);
		expect(measured(run, ...statuses).faults).toContain(fault);
	});

	it('knows when not all was done', () => {
		const stopped = measured({ done: 0, failed: 2, error: 'Too many' }, ['a', 202]);
		expect(stopped.faults).toEqual([]);
		expect(complete(stopped)).toEqual([expect.stringMatching(/1 of 2 .* told of 0\. Too many/)]);
	});

	it('takes 2 % of 429s for too many', () => {
		expect(fewRefused({ ...GOOD, requests: 100, refused: 2 }).isMet).toBe(false);
		expect(fewRefused({ ...GOOD, requests: 101, refused: 2 }).isMet).toBe(true);
		expect(fewRefused({ ...GOOD, requests: 101, refused: 2 }, 0.01)).toMatchObject({
			text: '429s < 1 % of requests',
			isMet: false,
		});
	});
});

const RESULTS: CaseResult[] = [
	{
		title: 'Two deletes',
		goals: [
			{ text: 'fast', measured: '1.00x', isMet: true, whenMissed: 'Never said.' },
			{ text: 'cheap', measured: '3.00x', isMet: false, whenMissed: 'It is dear.' },
		],
		rows: [{ ...GOOD, note: 'a | b' }],
	},
];

describe('the report', () => {
	it('shows goals and figures in one table', () => {
		const table = tableOf(RESULTS);
		expect(table).toMatch(/met.*fast: 1\.00x/);
		expect(table).toMatch(/NOT met.*cheap: 3\.00x/);
		expect(table).toMatch(
			/this node, Delete +2 of 2 +2 \/ 0 +3 +1 +2 +0\.5 s +4 +2\.00 ms +a \| b/,
		);
	});

	it('writes the same as a document that says what is missed, and why', () => {
		const text = documentOf(RESULTS, {
			...{ cores: 2, node: '20', n8nCore: '2', undici: '7', sdk: '6' },
			...{ date: '2026-01-31', minutes: 1 },
		});
		expect(text).toContain('| Two deletes | fast | 1.00x | met |\n|  | cheap | 3.00x | NOT met |');
		expect(text).toContain('"cheap" is missed with 3.00x. It is dear.');
		expect(text).not.toContain('Never said.');
		expect(text).toContain('a \\| b |');
	});

	it('names the case and the client of a fault', () => {
		expect(faultsOf(RESULTS)).toEqual([]);
		const faulty = [{ ...RESULTS[0], rows: [{ ...GOOD, faults: ['was wrong'] }] }];
		expect(faultsOf(faulty)).toEqual(['Two deletes: (d) this node, Delete: was wrong']);
	});
});
