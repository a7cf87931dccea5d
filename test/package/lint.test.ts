import { ROOT, runTool } from './project';
import { scan } from './scanner';

describe('checks that n8n runs on a community package', () => {
	it('passes the lint rules for verified packages, in nodes and credentials without a warning', async () => {
		const files = ['nodes', 'credentials', 'package.json', '--max-warnings', '0'];
		const { exitCode, output } = await runTool('eslint/bin/eslint.js', files);
		expect(exitCode === 0 ? 'passed' : output).toBe('passed');
	}, 60_000);

	it('passes the scanner, which honours no exception', async () => {
		expect(await scan(ROOT)).toEqual({ passed: true });
	}, 60_000);
});
