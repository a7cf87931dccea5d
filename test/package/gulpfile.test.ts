/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createWorkspace, filesIn, ROOT, runTool } from './project';

const NODE = 'dist/nodes/TwilioConversations/TwilioConversations.node';

let workspace: ReturnType<typeof createWorkspace>;

beforeEach(() => {
	workspace = createWorkspace();
	for (const path of ['dist', 'gulpfile.js', 'package.json']) {
		cpSync(join(ROOT, path), join(workspace.folder, path), { recursive: true });
	}
});

afterEach(() => workspace.remove());

async function gulp() {
	return await runTool('gulp/bin/gulp.js', [], workspace.folder);
}

function write(path: string, content: string): void {
	const file = join(workspace.folder, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
}

describe('gulpfile', () => {
	it('removes what must not ship and keeps the rest', async () => {
		const before = filesIn('dist', workspace.folder);
		write('dist/docs/pictures/screen.png', 'picture');
		write('dist/emulator/logo.svg', '<svg/>');
		write('dist/package.json', '{}');
		write('dist/tsconfig.tsbuildinfo', '{}');
		write(`${NODE}.d.ts`, 'export {};');
		write(`${NODE}.js.map`, '{}');
		write('dist/nodes/api/.hidden', '');
		const { exitCode, output } = await gulp();
		expect(exitCode === 0 ? 'passed' : output).toBe('passed');
		expect(filesIn('dist', workspace.folder)).toEqual(before);
		expect(existsSync(join(workspace.folder, 'dist/docs'))).toBe(false);
	});

	it('names everything that is missing', async () => {
		rmSync(join(workspace.folder, `${NODE}.json`));
		rmSync(join(workspace.folder, 'dist/icons/twilioConversations.dark.svg'));
		const { exitCode, output } = await gulp();
		expect(exitCode).toBe(1);
		expect(output).toContain(`${NODE}.json, the codex of a node, is missing`);
		expect(output).toContain('dist/icons/twilioConversations.dark.svg, an icon of');
	});

	it('wants different pictures for light and dark', async () => {
		const icon = 'dist/icons/twilioConversations';
		cpSync(join(workspace.folder, `${icon}.svg`), join(workspace.folder, `${icon}.dark.svg`));
		const { exitCode, output } = await gulp();
		expect(exitCode).toBe(1);
		expect(output).toContain('the same picture as light and as dark icon');
	});

	it('names a node that was not built', async () => {
		rmSync(join(workspace.folder, `${NODE}.js`));
		const { exitCode, output } = await gulp();
		expect(exitCode).toBe(1);
		expect(output).toContain(`${NODE}.js, listed in package.json, is missing`);
	});
});
