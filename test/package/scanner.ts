/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { ROOT, run } from './project';

const SCANNER = join(ROOT, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

interface Checks {
	/** Files and folders of the project for ESLint, with the project's own rules. */
	lint?: string[];
	scans?: Array<{
		/** With the package.json of the package. */
		folder: string;
		/** Files to scan; default: what the scanner takes of the published source. */
		patterns?: string[];
	}>;
}

interface CheckResults {
	/** `passed`, or what ESLint found; a warning counts as much as an error. */
	lint: unknown;
	/** For each scan `{ passed: true }`, or what it found. */
	scans: unknown[];
}

/**
 * Runs ESLint and n8n's scanner of published packages, which ignores `eslint-disable`. Both run in
 * one child process, because they are ES modules, and loading their rules costs as much as a check.
 *
 * @throws Error with what the process wrote if it gave no results
 */
export async function check({ lint = [], scans = [] }: Checks): Promise<CheckResults> {
	const code = `
		import { ESLint } from 'eslint';
		import { analyzePackage, SOURCE_FILE_PATTERNS } from ${JSON.stringify(SCANNER)};
		const { lint, scans } = ${JSON.stringify({ lint, scans })};
		const eslint = new ESLint();
		const linted = lint.length === 0 ? [] : await eslint.lintFiles(lint);
		const { format } = await eslint.loadFormatter('stylish');
		const results = { lint: (await format(linted)) || 'passed', scans: [] };
		for (const { folder, patterns = SOURCE_FILE_PATTERNS } of scans) {
			results.scans.push(await analyzePackage(folder, patterns));
		}
		console.log(JSON.stringify(results));
	`;
	const { stdout, output } = await run(process.execPath, ['--input-type=module', '-e', code]);
	if (stdout === '') throw new Error(output);
	return JSON.parse(stdout);
}
