/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/**
 * All files below a folder.
 * @returns paths relative to the project (or to `root`), with forward slashes, sorted
 */
export function filesIn(folder: string, root = ROOT): string[] {
	return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.map((path) => path.split(sep).join('/'))
		.sort();
}

export interface CommandResult {
	exitCode: number;
	/** What the command wrote, both streams, without colours. */
	output: string;
	stdout: string;
}

/**
 * Runs a command without a shell, in the project unless `cwd` says otherwise; never rejects. Hides
 * that it runs in a test, because n8n's lint rules behave differently then.
 */
export async function run(file: string, args: string[], cwd = ROOT): Promise<CommandResult> {
	const env = { ...process.env, NODE_ENV: undefined, FORCE_COLOR: undefined, NO_COLOR: '1' };
	return await new Promise((done) => {
		execFile(file, args, { cwd, env, maxBuffer: 64e6 }, (error, stdout, stderr) => {
			// eslint-disable-next-line no-control-regex -- colour codes start with a control character
			const output = `${stdout}${stderr}`.replace(/\u001b\[[0-9;]*m/g, '');
			done({ exitCode: error ? Number(error.code ?? 1) : 0, output, stdout });
		});
	});
}

/** Runs a package's command with this Node; `npx` would start npm first. */
export async function runTool(script: string, args: string[], cwd = ROOT): Promise<CommandResult> {
	return await run(process.execPath, [join(ROOT, 'node_modules', script), ...args], cwd);
}

/**
 * Creates a folder outside the project in which modules resolve as in the project.
 *
 * @returns its path, and a function that removes it
 */
export function createWorkspace(): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'package-test-'));
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
	return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
