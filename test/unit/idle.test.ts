import fc from 'fast-check';

import { TwilioClient } from '../../nodes/api/client';
import { Limiter } from '../../nodes/api/sending/limiter';
import { Criteria } from '../../nodes/TwilioConversations/resources/conversation/cleanUp/criteria';
import { contextWith, response } from '../support/context';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const BOUND = NOW - 7 * DAY;

/** Times before, at and after the bound, and values that are no time. */
const moment = fc.oneof(
	fc.integer({ min: -3, max: 3 }).map((offset) => new Date(BOUND + offset).toISOString()),
	fc.integer({ min: 8, max: 400 }).map((days) => new Date(NOW - days * DAY).toISOString()),
	fc.constantFrom(undefined, null, 'yesterday', ''),
);
interface Times {
	occurredAt: string | null | undefined;
	createdAt: string | null | undefined;
}
interface Given {
	status: string;
	updatedAt: string | null | undefined;
	pages: Times[][];
	listTells: boolean;
	oneTells: boolean;
}
const message: fc.Arbitrary<Times> = fc.record({ occurredAt: moment, createdAt: moment });
const conversation: fc.Arbitrary<Given> = fc.record({
	status: fc.constantFrom('ACTIVE', 'INACTIVE', 'CLOSED'),
	updatedAt: moment,
	pages: fc.array(fc.array(message, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
	/** Whether listed messages have their times, and whether a message read by ID does. */
	listTells: fc.boolean(),
	oneTells: fc.boolean(),
});

const timesOf = ({ occurredAt, createdAt }: Times) =>
	[occurredAt, createdAt].map((at) => Date.parse(String(at))).filter((at) => !Number.isNaN(at));

it('only what is older than the bound in its record and in every message is idle', async () => {
	const judge = async (one: Given, statuses: string[]) => {
		const { status, updatedAt, pages, listTells, oneTells } = one;
		const all = pages.flat();
		const context = contextWith(async ({ url, qs }) => {
			const path = new URL(url).pathname.split('/');
			if (path.length === 6) {
				const whole = oneTells ? all[Number(path[5].slice(1))] : {};
				return await Promise.resolve(response(200, { id: path[5], ...whole }));
			}
			const page = Number(qs?.pageToken ?? 0);
			const first = pages.slice(0, page).flat().length;
			const communications = pages[page].map((times, index) => ({
				id: `m${first + index}`,
				...(listTells && times),
			}));
			const nextToken = page + 1 < pages.length ? String(page + 1) : undefined;
			const meta = { key: 'communications', pageSize: communications.length, nextToken };
			return await Promise.resolve(response(200, { communications, meta }));
		});
		const client = new TwilioClient(context, new Limiter(1));
		const filters = { idleFor: 7 * DAY, status: statuses };
		const criteria = new Criteria(client, filters, { sentAt: NOW, countMessages: true });
		const record = { id: 'conv_1', status, updatedAt };
		return {
			fits: criteria.test.fits(record),
			use: await criteria.useOf(client, record),
		};
	};
	await fc.assert(
		fc.asyncProperty(
			conversation,
			fc.subarray(['ACTIVE', 'INACTIVE', 'CLOSED'], { minLength: 1 }),
			async (one, statuses) => {
				const { fits, use } = await judge(one, statuses);
				const [updatedAt = Infinity] = timesOf({ occurredAt: one.updatedAt, createdAt: null });
				expect(fits).toBe(statuses.includes(one.status) && updatedAt < BOUND);
				if (one.status === 'CLOSED') {
					expect(use).toBe('idle');
					return;
				}
				const all = one.pages.flat();
				const isTold = one.listTells || one.oneTells;
				const isYoung = isTold && all.some((times) => timesOf(times).some((at) => at >= BOUND));
				const isDark = all.some((times) => !isTold || timesOf(times).length === 0);
				// With both a recent message and one without a time, either may be found first.
				if (isYoung && isDark) expect(use).not.toBe('idle');
				else if (isYoung) expect(use).toBe('inUse');
				else if (isDark) expect(use).toEqual({ unclear: expect.stringContaining('has no time') });
				else expect(use).toBe('idle');
			},
		),
		{ numRuns: 300 },
	);
});
