import type { IDataObject } from 'n8n-workflow';
import type { JournalEntry } from '../../emulator';
import { auditCleanUp, type CleanUpEvidence, type Fate } from './audit/cleanUp';
import { auditGivenUp } from './audit/givenUp';
import { auditItems, type ItemEvidence } from './audit/items';
import { auditSummary } from './audit/summary';

/** A journal entry. */
function entry(values: Partial<JournalEntry>): JournalEntry {
	return {
		at: 0,
		method: 'DELETE',
		path: '/v2/Conversations/one',
		query: {},
		headers: {},
		body: undefined,
		status: 202,
		responseHeaders: {},
		outcome: 'answered',
		idempotencyKey: 'key',
		processed: true,
		inFlight: 1,
		...values,
	};
}

const lost = entry({ status: 0, outcome: 'fault', fault: 'reset-after' });
const DONE: Fate = { isDone: true, deletions: 1 };
const UNDONE: Fate = { isDone: false, deletions: 0 };
const MAYBE = 'The connection was lost. It may have been carried out';

describe('the audit of a clean-up', () => {
	const audit = (item: IDataObject, fate: Fate, evidence: Partial<CleanUpEvidence> = {}) =>
		auditCleanUp({
			meant: ['one'],
			others: [],
			report: [{ id: 'one', reason: null, ...item }],
			journal: [entry({})],
			fateOf: () => fate,
			...evidence,
		}).join();

	it.each([
		['done, and it is', { outcome: 'done' }, DONE, [entry({})]],
		['done, by the second try', { outcome: 'done' }, DONE, [lost, entry({ outcome: 'replayed' })]],
		['failed, and nothing happened', { outcome: 'failed', reason: 'No' }, UNDONE, []],
		['failed, and perhaps not', { outcome: 'failed', reason: MAYBE }, DONE, [lost]],
		['not started', { outcome: 'notStarted' }, UNDONE, []],
		['accepted', { outcome: 'accepted' }, { isDone: false, deletions: 1 }, [entry({})]],
	])('has nothing against: %s', (_, item, fate, journal) => {
		expect(audit(item, fate, { journal })).toBe('');
	});

	it.each([
		[
			'success told for a failure',
			{ outcome: 'done' },
			UNDONE,
			'is not done, and reported as done',
		],
		[
			'failure told for a success',
			{ outcome: 'failed', reason: 'No' },
			DONE,
			'was done, and reported',
		],
		[
			'effect denied',
			{ outcome: 'failed', reason: 'Nothing was done.' },
			DONE,
			'which the report denies',
		],
		['written and not started', { outcome: 'notStarted' }, UNDONE, 'was written, and reported'],
		['written and skipped', { outcome: 'skipped' }, UNDONE, 'was written, and reported'],
		['accepted by nobody', { outcome: 'accepted' }, UNDONE, 'was not accepted, and reported'],
		['no outcome', {}, UNDONE, 'has no outcome'],
		['deleted twice', { outcome: 'done' }, { isDone: true, deletions: 2 }, 'was deleted 2 times'],
	])('finds: %s', (_, item, fate, problem) => {
		expect(audit(item, fate)).toContain(problem);
	});

	it.each<[string, JournalEntry[], string]>([
		['another write after a good answer', [entry({}), entry({})], 'again after a good answer'],
		['too many tries', Array.from({ length: 9 }, () => lost), 'was tried 9 times'],
		['no key', [entry({ idempotencyKey: undefined })], 'was deleted without a key'],
		['another key', [lost, entry({ idempotencyKey: 'other' })], 'repeated with another key'],
	])('finds: %s', (_, journal, problem) => {
		expect(audit({ outcome: 'done' }, DONE, { journal })).toContain(problem);
	});

	it('finds a failure that the node itself saw to be none', () => {
		const path = '/v2/Conversations/one';
		const journal = [lost, entry({ method: 'GET', path, status: 200 })];
		const item = { outcome: 'failed', reason: MAYBE };
		expect(audit(item, DONE, { journal })).toContain('was done, as was seen');
	});

	it('finds what is missing, reported twice, or not meant at all', () => {
		const item = { id: 'one', outcome: 'done' };
		expect(audit({}, DONE, { report: [] })).toContain('is missing in the report');
		expect(audit({}, DONE, { report: [item, item] })).toContain('is reported twice');
		expect(audit({ outcome: 'done' }, DONE, { meant: [] })).toContain('was not meant');
		const touched = { meant: [], report: [], others: ['one'] };
		expect(audit({}, DONE, touched)).toContain('was touched, and was not meant');
	});

	it('tells the requests that led there', () => {
		const journal = [entry({ method: 'GET', status: 200 }), lost];
		expect(audit({ outcome: 'done' }, UNDONE, { journal })).toContain(
			'[GET 200, DELETE reset-after (processed)]',
		);
	});
});

describe('the audit of what was given up', () => {
	const report = [
		...Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, outcome: 'done' })),
		{ id: 'faulty', outcome: 'failed' },
		{ id: 'a', outcome: 'failed' },
	];
	const faulty = new Set(['faulty']);

	it('has nothing against what could not be done, and one by chance', () => {
		expect(auditGivenUp(report, faulty)).toEqual([]);
	});

	it('finds more than chance explains', () => {
		const more = [...report, { id: 'b', outcome: 'failed', reason: 'Twilio reports a conflict' }];
		expect(auditGivenUp(more, faulty)).toEqual([
			expect.stringContaining('a: was given up'),
			expect.stringContaining('b: was given up'),
		]);
	});
});

describe('the audit of a summary', () => {
	const report = [
		{ outcome: 'done', reason: null },
		{ outcome: 'done', reason: 'It was gone already' },
		{ outcome: 'failed', reason: 'No' },
	];
	const summary = {
		found: 5,
		done: 2,
		accepted: 0,
		skipped: 0,
		failed: 1,
		planned: 0,
		notStarted: 0,
		beyondMaxConversations: 2,
		byReason: { 'done: It was gone already': 1, 'failed: No': 1 },
		requests: 7,
	};

	it('has nothing against one that fits', () => {
		expect(auditSummary(summary, report, 7)).toEqual([]);
	});

	it.each([
		{ found: 3 },
		{ done: 3 },
		{ accepted: 1 },
		{ failed: 0 },
		{ notStarted: 1 },
		{ requests: 6 },
		{ byReason: { 'failed: No': 1 } },
	])('finds that it does not fit: %j', (change) => {
		expect(auditSummary({ ...summary, ...change }, report, 7)).toHaveLength(1);
	});
});

describe('the audit of items', () => {
	const audit = (json: IDataObject, effects: string[], evidence: Partial<ItemEvidence> = {}) =>
		auditItems({
			asked: 1,
			output: [{ json, pairedItem: { item: 0 } }],
			writesOf: () => [entry({})],
			effectsOf: () => effects,
			idOf: ({ id }) => id,
			isRepeatable: false,
			...evidence,
		}).join();
	const failure = (description: string, mayHaveRun = false) => ({
		error: 'The connection was lost',
		details: { description, mayHaveRun },
	});

	it.each([
		['a success', { id: 'made' }, ['made']],
		['a failure that did nothing', failure('Nothing was done.'), []],
		['a failure that may have done it', failure('It may have been done', true), ['made']],
	])('has nothing against %s', (_, json, effects) => {
		expect(audit(json, effects)).toBe('');
	});

	it.each([
		['a duplicate', { id: 'made' }, ['made', 'again'], 'was carried out 2 times'],
		['a success without effect', { id: 'made' }, [], 'and was not carried out'],
		['a success with the wrong id', { id: 'other' }, ['made'], 'is a success with the id other'],
		['an effect that is denied', failure('Nothing was done.', true), ['made'], 'and denied'],
		['an effect that is not told', failure('Try again.'), ['made'], 'which is not said'],
		['a doubt that is not told', failure('Try again.', true), [], 'which is not said'],
	])('finds %s', (_, json, effects, problem) => {
		expect(audit(json, effects)).toContain(problem);
	});

	it('finds what is missing, there twice, or sent again after a good answer', () => {
		const json = { id: 'made' };
		const one = { json, pairedItem: { item: 0 } };
		expect(audit(json, ['made'], { output: [] })).toContain('is missing in the output');
		expect(audit(json, ['made'], { output: [one, one] })).toContain('more than once');
		const writesOf = () => [entry({}), entry({ processed: false })];
		expect(audit(json, ['made'], { writesOf })).toContain('again after a good answer');
	});

	it('finds a create that was processed twice, even where only one effect is left', () => {
		const writesOf = () => [lost, entry({})];
		expect(audit({ id: 'made' }, ['made'], { writesOf })).toContain('was carried out 2 times');
		expect(audit({ id: 'made' }, ['made'], { writesOf, isRepeatable: true })).toBe('');
	});
});
