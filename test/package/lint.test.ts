import { ROOT, runTool } from './project';
import { scan } from './scanner';

describe('checks that n8n runs on a community package', () => {
	it('passes the lint rules for verified packages, in nodes and credentials without a warning', async () => {
		const { exitCode, output } = await runTool('@n8n/node-cli/bin/n8n-node.mjs', ['lint']);
		expect(exitCode === 0 ? 'passed' : output).toBe('passed');
		expect(output).not.toMatch(/[\\/](nodes|credentials)[\\/][^\n]*\.ts$/m);
	}, 60_000);

	it('passes the scanner, which honours no exception', async () => {
		expect(await scan(ROOT)).toEqual({ passed: true });
	}, 60_000);
});
