import { ROOT } from './project';
import { check } from './scanner';

describe('checks that n8n runs on a community package', () => {
	let results: Awaited<ReturnType<typeof check>>;
	beforeAll(async () => {
		const lint = ['nodes', 'credentials', 'package.json'];
		results = await check({ lint, scans: [{ folder: ROOT }] });
	}, 60_000);

	it('passes the lint rules for verified packages, in nodes and credentials without a warning', () => {
		expect(results.lint).toBe('passed');
	});

	it('passes the scanner, which honours no exception', () => {
		expect(results.scans).toEqual([{ passed: true }]);
	});
});
