/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { Ending, listenForTheEnd } from './ending';

describe('a request to end', () => {
	const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => {
		jest.useRealTimers();
		for (const name of SIGNALS) process.removeAllListeners(name);
	});

	it.each(SIGNALS)('is %s; another one later is meant to be at once', (name) => {
		const { stop, force } = listenForTheEnd();
		expect(stop.aborted).toBe(false);
		process.emit(name);
		expect([stop.aborted, force.aborted]).toEqual([true, false]);
		jest.advanceTimersByTime(1_001);
		process.emit(name);
		expect(force.aborted).toBe(true);
	});

	it('is one, although npm passes on what the terminal has sent already', () => {
		const { stop, force } = listenForTheEnd();
		process.emit('SIGINT');
		jest.advanceTimersByTime(900);
		process.emit('SIGINT');
		expect([stop.aborted, force.aborted]).toEqual([true, false]);
	});

	it('is the end of npm, which is no second one however long it lasts', () => {
		jest.replaceProperty(process, 'env', { ...process.env, npm_lifecycle_event: 'start' });
		const { stop, force } = listenForTheEnd();
		jest.advanceTimersByTime(5_000);
		expect(stop.aborted).toBe(false);
		jest.replaceProperty(process, 'ppid', 1);
		jest.advanceTimersByTime(5_000);
		jest.restoreAllMocks();
		expect([stop.aborted, force.aborted]).toEqual([true, false]);
	});
});

describe('the end of a run', () => {
	it('stops the last first, also behind something that cannot be stopped', async () => {
		const stopped: string[] = [];
		const ending = new Ending();
		ending.add(async () => void stopped.push(await Promise.resolve('first')));
		ending.add(async () => await Promise.reject(new Error('does not stop')));
		ending.add(async () => void stopped.push(await Promise.resolve('last')));
		await expect(ending.end()).rejects.toThrow('does not stop');
		expect(stopped).toEqual(['last', 'first']);
	});
});
