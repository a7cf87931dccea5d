/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, ROOT, run } from './project';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const publish = read('.github/workflows/publish.yml');

/** The script of a step, without its indentation. */
function scriptOf(workflow: string, step: string): string {
	const [, rest] = workflow.split(`- name: ${step}\n        run: |\n`);
	const lines = (rest ?? '').split('\n');
	const end = lines.findIndex((line) => !line.startsWith(' '.repeat(10)));
	return lines.slice(0, end).join('\n');
}

describe('the release', () => {
	it('is published by GitHub with provenance, from a tag, after the tests, without a secret', () => {
		expect(publish).toMatch(/^on:\n {2}push:\n {4}tags:/m);
		expect(publish).toContain('id-token: write');
		expect(publish).toContain('contents: read');
		expect(publish).not.toContain('secrets.');
		const [check, tests, release] = ['Check that tag', 'run: npm test', 'run: npm run release'].map(
			(step) => publish.indexOf(step),
		);
		expect(check).toBeGreaterThan(0);
		expect(tests).toBeGreaterThan(check);
		expect(release).toBeGreaterThan(tests);
	});

	it('is packed as a dry run in every check', () => {
		const checks = read('.github/workflows/ci.yml');
		expect(checks.indexOf('npm pack --dry-run')).toBeGreaterThan(checks.indexOf('npm test'));
	});

	it('begins its changelog with this version, or with what is not released yet', () => {
		const { version } = JSON.parse(read('package.json'));
		const headings = read('CHANGELOG.md').match(/^## .+$/gm) ?? [];
		expect(['## Unreleased', `## ${version}`]).toContain(headings[0]);
	});
});

describe('the check of the version', () => {
	const script = scriptOf(publish, 'Check that tag, package and changelog name the same version');
	const workspace = createWorkspace();
	afterAll(() => workspace.remove());

	it.each([
		['v0.2.0', '0.2.0', '## 0.2.0', 'passed'],
		['0.2.0', '0.2.0', '## 0.2.0', 'passed'],
		['0.3.0', '0.2.0', '## 0.2.0', 'The tag 0.3.0 is not the version 0.2.0 of package.json.\n'],
		['0.2.0', '0.2.0', '## Unreleased', "CHANGELOG.md has no heading '## 0.2.0'.\n"],
		['0.2.0', '0.2.0', '## 0.2.01', "CHANGELOG.md has no heading '## 0.2.0'.\n"],
	])(
		'of the tag %s with version %s and the heading %s',
		async (tag, version, heading, expected) => {
			writeFileSync(join(workspace.folder, 'package.json'), JSON.stringify({ version }));
			writeFileSync(join(workspace.folder, 'CHANGELOG.md'), `# Changelog\n\n${heading}\n`);
			const command = `GITHUB_REF_NAME=${tag}\n${script}`;
			const { exitCode, output } = await run('bash', ['-e', '-c', command], workspace.folder);
			expect(exitCode === 0 ? 'passed' : output).toBe(expected);
		},
	);
});
