import type { FaultKind } from '../../emulator';
import { useEmulator } from '../support/useEmulator';
import { admitsDoubt } from './audit/words';
import { cleanUpRequest, statusesFor } from './scenarios/cleanUp';
import { seedIdleConversations } from '../support/idleConversations';
import { withoutJitter } from '../support/withoutJitter';

const service = useEmulator();

withoutJitter();

const WEEK_SECONDS = 604_800;
const dateIn = (seconds: number) =>
	new Date(service.emulator.clock.now() + seconds * 1000).toUTCString();
const failAlways = (kind: FaultKind, retryAfter: number | string) =>
	service.emulator.failNext([{ kind, retryAfter, times: Infinity }]);
const MOST_TRIES = 8;

describe('a Retry-After that is longer than the node waits', () => {
	it.each(['429', '503'] as const)('is not waited for, and said: %s', async (kind) => {
		const values = [WEEK_SECONDS, dateIn(WEEK_SECONDS), '9'.repeat(30)];
		for (const value of values) {
			service.emulator.reset();
			failAlways(kind, value);
			const { error } = await service.run('conversation', 'getAll', {});
			expect(service.requests()).toHaveLength(1);
			const [, seconds] = /It asks to wait (\d+) seconds/.exec(error?.description ?? '') ?? [];
			// Up to two seconds short: dates have no fractions, and time has passed.
			expect(Number(seconds)).toBeGreaterThanOrEqual(WEEK_SECONDS - 2);
		}
	});

	it('is said in the report of a clean-up, too', async () => {
		const { meant } = seedIdleConversations(
			service.emulator,
			{ size: 3, seed: 1 },
			statusesFor('delete'),
		);
		service.emulator.failNext([
			{ kind: '429', retryAfter: WEEK_SECONDS, match: { path: meant[1] }, times: Infinity },
		]);
		const { parameters } = cleanUpRequest(service, 'delete');
		const { json } = await service.run('conversation', 'cleanUp', parameters);
		const reasons = Object.fromEntries(json.map(({ id, reason }) => [id, reason]));
		expect(reasons).toEqual({
			[meant[0]]: null,
			[meant[1]]: expect.stringContaining(`asks to wait ${WEEK_SECONDS} seconds`),
			[meant[2]]: null,
		});
	});

	it.each([WEEK_SECONDS, '9'.repeat(30)])(
		'of an accepted delete ends with the wait of the user: %s',
		async (operationRetryAfter) => {
			service.emulator.configure({ operationRetryAfter });
			const { id } = service.conversation();
			const options = { maxWait: 1 };
			const { json } = await service.run('conversation', 'delete', { conversationId: id, options });
			expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
		},
	);
});

describe('a Retry-After that says nothing to go by', () => {
	const VALUES = [
		'soon',
		'-5',
		'1e3',
		'Infinity',
		'0x10',
		'5 s',
		'Mon 5',
		'Thu, 32 Foo 99:99:99 GMT',
	];

	it('is as if there were none, with as many tries; so is a date that is past', async () => {
		// In parallel, because the node slows down while everything is refused.
		const check = async (retryAfter: string) => {
			const { id } = service.conversation();
			const path = `/v2/Conversations/${id}`;
			service.emulator.failNext([{ kind: '429', retryAfter, match: { path }, times: Infinity }]);
			const { error } = await service.run('conversation', 'get', { conversationId: id });
			expect(error?.message).toContain('takes no more requests at the moment');
			expect(error?.description).not.toContain('asks to wait');
			const tries = service.requests().filter((request) => request === `GET ${path}`);
			expect([retryAfter, tries.length]).toEqual([retryAfter, MOST_TRIES]);
		};
		await Promise.all([...VALUES, dateIn(-86_400)].map(check));
	});

	it('does not pass for a promise that nothing was carried out', async () => {
		const configurationId = service.emulator.store.addConfiguration().id;
		failAlways('503', 'soon');
		const { error } = await service.run('conversation', 'create', {
			configurationId,
			participants: {},
		});
		expect(error?.description).toContain('may or may not have carried it out');
		expect(service.requests()).toHaveLength(1);
	});

	it('of an accepted delete is as if there were none', async () => {
		service.emulator.configure({ operationRetryAfter: 'soon' });
		const { id } = service.conversation();
		const { json } = await service.run('conversation', 'delete', { conversationId: id });
		expect(json).toEqual([expect.objectContaining({ deleted: true, id })]);
	});
});

it('waits for a Retry-After that is a date', async () => {
	const date = dateIn(2);
	service.emulator.failNext([{ kind: '429', retryAfter: date }]);
	const { error } = await service.run('conversation', 'getAll', {});
	expect(error).toBeUndefined();
	const [, second] = service.emulator.journal;
	// Timers of Node.js may fire a millisecond early.
	expect(second.at).toBeGreaterThanOrEqual(Date.parse(date) - 2);
});

describe('a clean-up that cannot look at the operation of a deletion', () => {
	const operationsOf = () => [...service.emulator.store.operations.values()];
	const cleanUpOne = async () => {
		service.emulator.configure({ operationPolls: null, operationMs: null });
		const { meant } = seedIdleConversations(
			service.emulator,
			{ size: 1, seed: 1 },
			statusesFor('delete'),
		);
		const { parameters } = cleanUpRequest(service, 'delete');
		const { json } = await service.run('conversation', 'cleanUp', parameters);
		expect(json.map(({ id }) => id)).toEqual(meant);
		return json;
	};

	it('says that it may be deleted, and names the operation', async () => {
		const match = { operationId: 'FetchOperationStatus' };
		service.emulator.failNext([{ kind: '500', match, times: Infinity }]);
		const [{ outcome, reason, operationId }] = await cleanUpOne();
		expect(outcome).toBe('failed');
		expect(admitsDoubt(String(reason))).toBe(true);
		expect(operationId).toBe(operationsOf()[0].id);
	});

	it('does not take a missing operation for a missing conversation', async () => {
		const { store } = service.emulator;
		const look = jest.spyOn(store.operations, 'get').mockReturnValue(undefined);
		const [{ id, outcome }] = await cleanUpOne();
		look.mockRestore();
		expect(store.conversations.has(String(id))).toBe(true);
		expect(outcome).toBe('failed');
	});
});
