/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readOptions } from './options';

const read = (...args: string[]) => readOptions(['cpu', 'rate'], ['node', 'cli.ts', ...args]);

describe('the options of the benchmark', () => {
	afterEach(() => jest.restoreAllMocks());

	it('write the document after a full run, and otherwise only where told', () => {
		expect(read()).toEqual({ quick: false, out: 'docs/benchmark.md' });
		expect(read('--quick').out).toBeUndefined();
		expect(read('--case', 'cpu').out).toBeUndefined();
		expect(read('--quick', '--out', 'there.md').out).toBe('there.md');
	});

	it('take several cases', () => {
		expect(read('--case', 'cpu', '--case', 'rate').case).toEqual(['cpu', 'rate']);
	});

	it.each([
		[['--case', 'nope'], 'Allowed are cpu, rate.'],
		[['--nope'], "unknown option '--nope'"],
	])('refuse %j', (args, complaint) => {
		const written: string[] = [];
		jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
			written.push(String(text));
			return true;
		});
		jest.spyOn(process, 'exit').mockImplementation((code) => {
			throw new Error(`exit ${code}`);
		});
		expect(() => read(...args)).toThrow('exit 2');
		expect(written.join('')).toContain(complaint);
	});
});
