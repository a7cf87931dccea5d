import { eventually } from './eventually';

describe('eventually', () => {
	it('returns what is found, after failures too', async () => {
		const look = jest
			.fn<Promise<string | undefined>, []>()
			.mockRejectedValueOnce(new Error('refused'))
			.mockResolvedValueOnce(undefined)
			.mockResolvedValue('here');
		expect(await eventually('it', look, { intervalMs: 1 })).toBe('here');
	});

	it('says what did not come, and why', async () => {
		const look = () => Promise.reject(new Error('refused'));
		const waiting = eventually('an answer', look, { timeoutMs: 5, intervalMs: 1 });
		await expect(waiting).rejects.toThrow(/an answer, in vain \(Error: refused\)/);
	});

	it.each([0, 60_000])(
		'ends at once when it is aborted, polling every %d ms',
		async (intervalMs) => {
			const stop = new AbortController();
			const waiting = eventually('it', () => false, { intervalMs, signal: stop.signal });
			stop.abort(new Error('enough'));
			await expect(waiting).rejects.toThrow('enough');
			await expect(eventually('it', () => true, { signal: stop.signal })).rejects.toThrow('enough');
		},
	);

	it('polls at every turn of the event loop with an interval of 0', async () => {
		let turns = 0;
		const look = () => ++turns === 100;
		await eventually('turn 100', look, { timeoutMs: 20_000, intervalMs: 0 });
		expect(turns).toBe(100);
	});
});
