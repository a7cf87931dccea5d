import { whyStopped, withTimeLimit } from './timeLimit';

describe('a time limit', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('ends what takes too long, and says that it was the time', () => {
		const limited = withTimeLimit(new AbortController().signal, 3);
		jest.advanceTimersByTime(2_999);
		expect(limited.aborted).toBe(false);
		jest.advanceTimersByTime(1);
		expect(limited.aborted).toBe(true);
		expect(whyStopped(limited)).toBe('Stopped after the time limit of 3 s');
		expect(String(limited.reason)).toBe('TimeoutError: the time limit of 3 s');
	});

	it('hands on the reason of whoever ended it before', () => {
		const stop = new AbortController();
		const limited = withTimeLimit(stop.signal, 3);
		const reason = new Error('Ctrl-C');
		stop.abort(reason);
		jest.advanceTimersByTime(3_000);
		expect(limited.reason).toBe(reason);
		expect(whyStopped(limited)).toBe('Stopped');
	});

	it('is over at once where all was to end already', () => {
		const reason = new Error('Ctrl-C');
		expect(withTimeLimit(AbortSignal.abort(reason), 3).reason).toBe(reason);
	});
});
