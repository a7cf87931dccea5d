/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { progressOn } from './progress';

describe('the progress of some work, where there is no terminal', () => {
	const lines: string[] = [];
	const stream = Object.assign(Object.create(process.stdout), {
		isTTY: false,
		write: (text: string) => lines.push(text),
	});
	beforeEach(() => {
		lines.length = 0;
	});

	it('is a line at the end, with how far it came', async () => {
		let done = 0;
		const look = () => [
			{ name: 'closing', done, total: 2 },
			{ name: 'deleting', done: done * 2, total: 3, note: '7 requests' },
		];
		const result = await progressOn(stream)(look, async () => {
			await Promise.resolve();
			done = 2;
			return 'result';
		});
		expect(result).toBe('result');
		expect(lines).toEqual(['closing 2 of 2, deleting 3 of 3, 7 requests\n']);
	});

	it('is a line now and then where it takes long', async () => {
		let now = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => (now += 3_000));
		let done = 0;
		const look = () => [{ name: 'deleting', done, total: 9 }];
		await progressOn(stream)(look, async () => {
			// Long enough for two polls of the progress.
			await new Promise((resolve) => setTimeout(resolve, 500));
			done = 9;
		}).finally(() => jest.restoreAllMocks());
		expect(lines).toEqual(['deleting 0 of 9\n', 'deleting 9 of 9\n']);
	});

	it('ends with the work that fails, and with the look that does', async () => {
		const failing = async () => await Promise.reject(new Error('work'));
		await expect(progressOn(stream)(() => [], failing)).rejects.toThrow('work');
		const blind = async () => await Promise.reject(new Error('look'));
		await expect(progressOn(stream)(blind, async () => await Promise.resolve())).rejects.toThrow(
			'look',
		);
		expect(lines).toEqual([]);
	});
});
