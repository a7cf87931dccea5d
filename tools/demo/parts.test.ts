/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { check, checkDryRun, reasonsOf } from './check';
import { cleanUpExample } from './cleanUpExample';
import type { CleanUpSettings } from './cleanUpExample';
import { judge } from './eventCheck';
import type { Happened } from './eventCheck';
import { DAYS_OF_EXAMPLE } from './options';
import { planFor, share } from './plan';
import type { Row } from './protocol';

const ROOT = resolve(__dirname, '../..');
const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 1_000 * DAY_MS;

function row(id: string, status: Row['status'], days: number): Row {
	return { id, status, updatedAt: NOW - days * DAY_MS };
}

const BEFORE = [
	row('busy', 'ACTIVE', 1),
	row('idle', 'INACTIVE', 9),
	row('recent', 'CLOSED', 9),
	row('old', 'CLOSED', 40),
];
const PLAN = planFor(BEFORE, { closeAfterDays: 7, deleteAfterDays: 30 }, NOW);
const DONE = [row('busy', 'ACTIVE', 1), row('idle', 'CLOSED', 0), row('recent', 'CLOSED', 9)];
const COUNTED = { found: 2, closed: 1, notClosed: 0, deleted: 1, notDeleted: 0 };
const ONE_DONE = { found: 1, done: 1, failed: 0, byReason: {} };
const ONE_FAILED = { found: 1, done: 0, failed: 1, byReason: { 'failed: For a reason': 1 } };
const REPORT = { closing: ONE_DONE, deleting: ONE_DONE };

describe('what the demo expects', () => {
	it('is sorted by status and age', () => {
		const ids = [PLAN.idle, PLAN.old, PLAN.others].map((rows) => rows.map(({ id }) => id));
		expect(ids).toEqual([['idle'], ['old'], ['busy', 'recent']]);
	});

	it.each([
		[0, 0],
		[1, 1],
		[25, 2],
		[100, 9],
	])('%d percent of nine is %d', (percent, count) => {
		const chosen = share([1, 2, 3, 4, 5, 6, 7, 8, 9], percent);
		expect(new Set(chosen).size).toBe(count);
	});
});

describe('the comparison of report and store', () => {
	it('agrees when both say the same', () => {
		const verdict = check(PLAN, DONE, REPORT);
		expect(verdict).toMatchObject({ agrees: true, failed: 0, disturbed: 0, actual: COUNTED });
		expect(reasonsOf(REPORT)).toEqual([]);
	});

	it('agrees when the report tells what was not done', () => {
		const report = { ...REPORT, deleting: ONE_FAILED };
		const verdict = check(PLAN, [...DONE, row('old', 'CLOSED', 40)], report);
		expect(verdict).toMatchObject({ agrees: true, failed: 1 });
		expect(reasonsOf(report)).toEqual(['1 x failed: For a reason']);
	});

	it.each([
		['a report of more than was done', [...DONE, row('old', 'CLOSED', 40)], REPORT, 0],
		['a report without a number', DONE, { ...REPORT, deleting: {} }, 0],
		['another one that is gone', DONE.slice(1), REPORT, 1],
		['another one that was changed', [row('busy', 'ACTIVE', 0), ...DONE.slice(1)], REPORT, 1],
		[
			'one that was deleted instead of closed',
			DONE.filter(({ id }) => id !== 'idle'),
			{ ...REPORT, closing: ONE_FAILED },
			1,
		],
	])('does not agree with %s', (_, after, report, disturbed) => {
		expect(check(PLAN, after, report)).toMatchObject({ agrees: false, disturbed });
	});
});

describe('the comparison of dry run and store', () => {
	const planned = { closing: { planned: 1 }, deleting: { planned: 1 } };

	it('agrees when what is to be done was told, and nothing was done', () => {
		const verdict = checkDryRun(PLAN, [...BEFORE].reverse(), planned);
		expect(verdict).toEqual({ closings: 1, deletions: 1, agrees: true });
	});

	it.each<[string, Row[], IDataObject]>([
		['a closing too many', BEFORE, { ...planned, closing: { planned: 2 } }],
		['a deletion too few', BEFORE, { ...planned, deleting: { planned: 0 } }],
		['no numbers', BEFORE, {}],
		['one that was closed', [...BEFORE.slice(1), row('busy', 'CLOSED', 1)], planned],
		['one that was touched', [...BEFORE.slice(1), row('busy', 'ACTIVE', 0)], planned],
		['one that was deleted', BEFORE.slice(1), planned],
		['one that was added', [...BEFORE, row('new', 'ACTIVE', 0)], planned],
	])('does not agree with %s', (_, after, report) => {
		expect(checkDryRun(PLAN, after, report)).toMatchObject({ agrees: false });
	});
});

describe('the example of the clean-up', () => {
	const parametersOf = (settings: CleanUpSettings) =>
		cleanUpExample(settings)
			.nodes.filter(({ parameters }) => parameters.operation === 'cleanUp')
			.map(({ parameters }) => parameters);
	const asImported = { ...DAYS_OF_EXAMPLE, maxConversations: 500, dryRun: true };

	it('has the days that the demo takes for its own, and is a dry run', () => {
		const { nodes } = JSON.parse(readFileSync(join(ROOT, 'examples/nightly-cleanup.json'), 'utf8'));
		expect(cleanUpExample(asImported).nodes).toEqual(nodes);
	});

	it('takes other days, another bound, and no dry run, and keeps the rest', () => {
		const settings = { closeAfterDays: 2, deleteAfterDays: 3, maxConversations: 4, dryRun: false };
		const idle = (amount: number) => ({ idleFor: { values: { amount, unit: 'days' } } });
		const [closing, deleting] = parametersOf(asImported);
		const changed = { maxConversations: 4, dryRun: false };
		expect(parametersOf(settings)).toEqual([
			{ ...closing, ...changed, cleanUpFilters: idle(2) },
			{ ...deleting, ...changed, cleanUpFilters: { status: ['CLOSED'], ...idle(3) } },
		]);
	});
});

describe('the judgement of the events', () => {
	const happened: Happened = {
		conversations: 2,
		callbacks: { signed: 8, accepted: 8, repeated: 4, forged: 4, refused: 4 },
		registered: [1, 0],
		records: [{ conversationId: 'a' }, { conversationId: 'b' }],
	};

	it('is good when each closing has its record', () => {
		expect(judge(happened)).toMatchObject({ agrees: true, record: { conversationId: 'a' } });
	});

	it.each<[string, Partial<Happened>]>([
		['a flow too many', { records: [...happened.records, { conversationId: 'b' }] }],
		['two records of one conversation', { records: [happened.records[0], happened.records[0]] }],
		['a flow that failed', { records: [happened.records[0], undefined] }],
		['a closing without a flow', { records: [happened.records[0]] }],
		['a signed one that was refused', { callbacks: { ...happened.callbacks, accepted: 7 } }],
		['a forged one that was accepted', { callbacks: { ...happened.callbacks, refused: 3 } }],
		['a URL that was not registered', { registered: [0, 0] }],
		['a URL that was left behind', { registered: [1, 1] }],
	])('is bad with %s', (_, difference) => {
		expect(judge({ ...happened, ...difference })).toMatchObject({ agrees: false });
	});
});
