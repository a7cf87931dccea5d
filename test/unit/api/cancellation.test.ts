/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { Cancellation, Cancelled } from '../../../nodes/api/cancellation';
import { deferred, settled } from '../../support/deferred';

describe('a cancellation', () => {
	beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
	afterEach(() => jest.useRealTimers());

	const watch = (wait: Promise<unknown>) => {
		const seen: { outcome?: unknown } = {};
		wait.then(
			() => (seen.outcome = 'over'),
			(error: unknown) => (seen.outcome = error),
		);
		return seen;
	};

	it('lets a wait last as long as it should', async () => {
		const seen = watch(new Cancellation().sleep(30_000));
		await jest.advanceTimersByTimeAsync(29_999);
		expect(seen.outcome).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.outcome).toBe('over');
	});

	it('ends every wait at once', async () => {
		const cancellation = new Cancellation();
		const waits = Array.from({ length: 1000 }, () => watch(cancellation.sleep(30_000)));
		await settled();
		cancellation.cancel();
		await settled();
		expect(waits.every(({ outcome }) => outcome instanceof Cancelled)).toBe(true);
	});

	it('lets nothing begin to wait afterwards', async () => {
		const cancellation = new Cancellation();
		expect(cancellation.isCancelled).toBe(false);
		expect(() => cancellation.check()).not.toThrow();
		cancellation.cancel();
		cancellation.cancel();
		expect(cancellation.isCancelled).toBe(true);
		expect(() => cancellation.check()).toThrow(Cancelled);
		await expect(cancellation.sleep(1)).rejects.toThrow('The execution was cancelled');
	});

	it('passes on what it waited for, be it good or bad', async () => {
		const cancellation = new Cancellation();
		await expect(cancellation.race(Promise.resolve(7))).resolves.toBe(7);
		await expect(cancellation.race(Promise.reject(new Error('no')))).rejects.toThrow('no');
	});

	it('leaves no rejection behind of what it no longer waits for', async () => {
		const cancellation = new Cancellation();
		cancellation.cancel();
		const unhandled = jest.fn();
		process.on('unhandledRejection', unhandled);
		try {
			const wait = cancellation.race(Promise.reject(new Error('no')));
			await expect(wait).rejects.toThrow(Cancelled);
			await settled();
			expect(unhandled).not.toHaveBeenCalled();
		} finally {
			process.off('unhandledRejection', unhandled);
		}
	});

	it('forgets a wait that is over, however it ended', async () => {
		const cancellation = new Cancellation();
		// Private, but it is the point of this test: a run with thousands of waits must not pile them
		// up.
		const kept = () => Reflect.get(cancellation, 'waiting');
		const good = deferred();
		const bad = deferred();
		const waits = [cancellation.race(good.promise), cancellation.race(bad.promise)].map(watch);
		expect(kept()).toHaveProperty('size', 2);
		good.resolve();
		bad.reject(new Error('no'));
		await settled();
		expect(waits.map(({ outcome }) => outcome)).toEqual(['over', new Error('no')]);
		expect(kept()).toHaveProperty('size', 0);
	});
});
