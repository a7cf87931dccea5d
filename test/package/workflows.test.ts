/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project';

const FOLDER = join(ROOT, '.github/workflows');
const workflows = readdirSync(FOLDER).map((name): [string, string] => [
	name,
	readFileSync(join(FOLDER, name), 'utf8'),
]);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe.each(workflows)('the workflow %s', (_name, text) => {
	it('names each action by its commit, since a tag can be moved', () => {
		const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
		expect(actions.length).toBeGreaterThan(0);
		expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
	});

	it('installs what the lock file says, and may read only', () => {
		expect(text).toContain('npm ci --no-audit --no-fund');
		expect(text).toContain('contents: read');
	});

	it('runs commands that are there', () => {
		const named = [...text.matchAll(/run: npm run ([\w:]+)/g)].map(([, script]) => script);
		expect(named.filter((script) => !(script in scripts))).toEqual([]);
	});
});

it('checks format, lint, types, tests, package and the editor for every change', () => {
	const [, checks] = workflows.find(([name]) => name === 'ci.yml') ?? ['', ''];
	const commands = ['format:check', 'lint', 'typecheck', 'test:e2e'].map(
		(name) => `npm run ${name}`,
	);
	for (const command of [...commands, 'npm test', 'npm pack --dry-run']) {
		expect(checks).toContain(`run: ${command}\n`);
	}
});
