/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { ROOT, run } from './project';

const SCANNER = join(ROOT, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

/**
 * Runs n8n's scanner of published packages, in a child process because it is an ES module. It
 * ignores `eslint-disable`.
 *
 * @param folder with the package.json of the package
 * @param patterns of the files to scan; default: what the scanner takes of the published source
 * @returns `{ passed: true }`, or what it found
 */
export async function scan(folder: string, patterns?: string[]): Promise<unknown> {
	const code = `
		import { analyzePackage, SOURCE_FILE_PATTERNS } from ${JSON.stringify(SCANNER)};
		const patterns = ${JSON.stringify(patterns ?? null)} ?? SOURCE_FILE_PATTERNS;
		console.log(JSON.stringify(await analyzePackage(${JSON.stringify(folder)}, patterns)));
	`;
	const { stdout, output } = await run(process.execPath, ['--input-type=module', '-e', code]);
	return stdout === '' ? output : JSON.parse(stdout);
}
