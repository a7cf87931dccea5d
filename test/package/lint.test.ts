/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { ROOT, run, runTool } from './project';

const SCANNER = join(ROOT, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/** n8n's scanner of published packages, in a process of its own because it is an ES module. */
async function scan(): Promise<unknown> {
	const code = `
		import { analyzePackage, SOURCE_FILE_PATTERNS } from ${JSON.stringify(SCANNER)};
		const patterns = [...SOURCE_FILE_PATTERNS, 'dist/**/*.js'];
		console.log(JSON.stringify(await analyzePackage(process.cwd(), patterns)));
	`;
	const { stdout, output } = await run(process.execPath, ['--input-type=module', '-e', code]);
	return stdout === '' ? output : JSON.parse(stdout);
}

describe('checks that n8n runs on a community package', () => {
	it('passes the lint rules for verified packages, in nodes and credentials without a warning', async () => {
		const { exitCode, output } = await runTool('@n8n/node-cli/bin/n8n-node.mjs', ['lint']);
		expect(exitCode === 0 ? 'passed' : output).toBe('passed');
		expect(output).not.toMatch(/[\\/](nodes|credentials)[\\/][^\n]*\.ts$/m);
	}, 60_000);

	it('passes the scanner, as source and as compiled code', async () => {
		expect(await scan()).toEqual({ passed: true });
	}, 60_000);
});
