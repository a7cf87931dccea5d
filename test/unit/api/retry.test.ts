import fc from 'fast-check';

import type { Outcome } from '../../../nodes/api/answers/outcome';
import { retryAfter } from '../../../nodes/api/answers/retryAfter';
import {
	type Attempts,
	isThrottled,
	isTransient,
	isUncertain,
	RETRY,
	retryDelay,
} from '../../../nodes/api/sending/retry';

const NOW = Date.parse('2026-01-31T09:00:00Z');

const refused = (status: number, retryAfterValue?: string): Outcome => ({
	kind: 'httpError',
	status,
	headers: retryAfterValue === undefined ? {} : { 'retry-after': retryAfterValue },
	problem: { pointers: [] },
});

const FIRST: Attempts = {
	made: 1,
	elapsedMs: 0,
	patienceMs: RETRY.maxTotalMs,
	repeatable: false,
};

const delayFor = (outcome: Outcome, attempts: Partial<Attempts> = {}, random = 0.5) =>
	retryDelay(outcome, { ...FIRST, ...attempts }, random, NOW);

const answered = (status: number): Outcome => ({
	kind: 'done',
	answer: { status, headers: {}, body: {} },
});

describe('the retry rule, cell by cell', () => {
	/** Outcome, whether a repeatable request is retried, and whether any other is. */
	const table: Array<[string, Outcome, boolean, boolean]> = [
		['429 without Retry-After', refused(429), true, true],
		['429 with Retry-After', refused(429, '3'), true, true],
		['503 with Retry-After', refused(503, '3'), true, false],
		['500', refused(500), true, false],
		['502', refused(502), true, false],
		['503 without Retry-After', refused(503), true, false],
		['504', refused(504), true, false],
		...[408, 425, 499, 520, 522, 524, 530].map((status): [string, Outcome, boolean, boolean] => [
			String(status),
			refused(status),
			true,
			false,
		]),
		['500 with Retry-After', refused(500, '3'), true, false],
		['502 with Retry-After', refused(502, '3'), true, false],
		['504 with Retry-After', refused(504, '3'), true, false],
		['503 with a Retry-After nobody understands', refused(503, 'soon'), true, false],
		['connection refused', { kind: 'unreachable', code: 'ECONNREFUSED' }, true, true],
		['DNS', { kind: 'unreachable', code: 'ENOTFOUND' }, true, true],
		['reset after sending', { kind: 'lost', code: 'ECONNRESET' }, true, false],
		['time-out after sending', { kind: 'lost', code: 'ECONNABORTED' }, true, false],
		['success that cannot be read', { kind: 'garbled', status: 200, headers: {} }, true, false],
		['not sent by this machine', { kind: 'blocked', reason: 'certificate' }, false, false],
		['success', answered(200), false, false],
		...[408, 425, 499, 520, 521, 522, 523, 524, 525, 526, 527, 530, 519, 531, 303].flatMap(
			(status): Array<[string, Outcome, boolean, boolean]> => [
				[`${status}`, refused(status), true, false],
				[`${status} with Retry-After`, refused(status, '3'), true, false],
			],
		),
		...[301, 307, 400, 401, 403, 404, 407, 409, 415, 422, 501, 505].map(
			(status): [string, Outcome, boolean, boolean] => [
				`${status}, even with Retry-After`,
				refused(status, '1'),
				false,
				false,
			],
		),
	];

	it.each(table)('%s', (_name, outcome, whenRepeatable, otherwise) => {
		expect(delayFor(outcome, { repeatable: true }) !== undefined).toBe(whenRepeatable);
		expect(delayFor(outcome, { repeatable: false }) !== undefined).toBe(otherwise);
	});
});

describe('what a status says', () => {
	it('keeps the pace apart from whether the work may be done', () => {
		const says = (outcome: Outcome) => [isThrottled(outcome, NOW), isUncertain(outcome)];
		expect(says(refused(429))).toEqual([true, false]);
		expect(says(refused(503, '3'))).toEqual([true, true]);
		expect(says(refused(503))).toEqual([false, true]);
		expect(says(refused(407, '3'))).toEqual([false, false]);
	});

	it('is transient exactly if some request is retried for it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 300, max: 599 }), (status) => {
				const isRepeated = delayFor(refused(status), { repeatable: true }) !== undefined;
				expect(isTransient(refused(status))).toBe(isRepeated);
			}),
		);
	});
});

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['1', 1000],
		[' 7 ', 7000],
		['0.25', 250],
		['120', 120_000],
		['Sat, 31 Jan 2026 09:00:05 GMT', 5000],
		['Saturday, 31-Jan-26 09:00:05 GMT', 5000],
		['Sat, 31 Jan 2026 08:59:00 GMT', 0],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	])('"%s" is waited for %d ms', (value, expected) => {
		expect(delayFor(refused(429, value), {}, 0)).toBe(expected);
	});

	it('is never shorter than the usual delay, so that not all come back at once', () => {
		expect(delayFor(refused(429, '0'), {}, 0.5)).toBe(delayFor(refused(429), {}, 0.5));
	});

	it.each(['', ' ', '-5', '1e3', 'NaN', 'Infinity', 'soon', 'Soon 5', 'Mon 5', 'Sat, 99', '1, 2'])(
		'"%s" says nothing, so the usual delay counts',
		(value) => {
			expect(retryAfter(refused(429, value), NOW)).toBeUndefined();
			expect(delayFor(refused(429, value))).toBe(delayFor(refused(429)));
		},
	);

	it.each(['121', '604800', '9'.repeat(400), 'Sat, 07 Feb 2026 09:00:00 GMT'])(
		'"%s" is longer than is waited for, so the request is given up',
		(value) => {
			expect(delayFor(refused(429, value))).toBeUndefined();
			expect(delayFor(refused(503, value), { repeatable: true })).toBeUndefined();
		},
	);

	it('is never without an end, so that it can be told in seconds', () => {
		expect(retryAfter(refused(429, '9'.repeat(400)), NOW)).toBe(Number.MAX_SAFE_INTEGER);
	});

	it('is read from an answer that was a success, too', () => {
		const accepted = { status: 202, headers: { 'retry-after': '5' }, body: {} };
		expect(retryAfter({ kind: 'done', answer: accepted })).toBe(5000);
	});

	it('gives a finite time of zero or more, or nothing, whatever the header says', () => {
		const header = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.double().map(String),
			fc.bigInt().map(String),
			fc.stringMatching(/^\d{1,400}(\.\d{1,20})?$/),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
			fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		);
		fc.assert(
			fc.property(
				header,
				fc.boolean(),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(value, repeatable, random) => {
					const asked = retryAfter(refused(503, value), NOW) ?? 0;
					const delay = delayFor(refused(429, value), { repeatable }, random) ?? 0;
					for (const time of [asked, delay]) {
						expect(Number.isFinite(time)).toBe(true);
						expect(time).toBeGreaterThanOrEqual(0);
					}
					expect(delay).toBeLessThanOrEqual(RETRY.maxRetryAfterMs);
				},
			),
		);
	});
});

describe('bounds', () => {
	it('makes so many attempts and no more', () => {
		expect(delayFor(refused(429), { made: RETRY.maxAttempts - 1 })).toBeDefined();
		expect(delayFor(refused(429), { made: RETRY.maxAttempts })).toBeUndefined();
		expect(delayFor(refused(429, '0'), { made: RETRY.maxAttempts })).toBeUndefined();
	});

	it.each([RETRY.maxTotalMs, 20_000])('begins no attempt after a total of %d ms', (patienceMs) => {
		const left = (milliseconds: number) =>
			delayFor(refused(429, '10'), { patienceMs, elapsedMs: patienceMs - milliseconds });
		expect(left(10_000)).toBe(10_000);
		expect(left(9_999)).toBeUndefined();
	});

	it('draws the delay from zero to a cap that grows and has an end', () => {
		const made = fc.integer({ min: 1, max: RETRY.maxAttempts - 1 });
		fc.assert(
			fc.property(made, fc.double({ min: 0, max: 1, noNaN: true }), (count, random) => {
				const delay = delayFor(refused(429), { made: count }, random);
				const cap = delayFor(refused(429), { made: count }, 1);
				expect(delay).toBeGreaterThanOrEqual(0);
				expect(delay).toBeLessThanOrEqual(Number(cap));
				expect(cap).toBeLessThanOrEqual(RETRY.maxDelayMs);
			}),
		);
		const caps = [1, 2, 3, 4, 5, 6, 7].map((count) => delayFor(refused(429), { made: count }, 1));
		expect(caps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000]);
	});

	it('draws anew each time when no number is given', () => {
		const draw = () => retryDelay(refused(429), { ...FIRST, made: 7 });
		expect(new Set(Array.from({ length: 20 }, draw)).size).toBeGreaterThan(1);
	});
});
