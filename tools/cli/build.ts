/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, not in n8n */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { print } from './print';

const SOURCES = ['nodes', 'credentials', 'icons', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const STEPS = [
	['@n8n/node-cli/bin/n8n-node.mjs', 'build'],
	['gulp/bin/gulp.js', '--silent'],
];

function filesIn(path: string): string[] {
	if (!statSync(path).isDirectory()) return [path];
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

function modified(path: string): number {
	return statSync(path).mtimeMs;
}

/**
 * @param root folder of the project
 * @returns why dist cannot be used as it is; undefined if it can
 */
export function reasonToBuild(root: string): string | undefined {
	const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const built = [...n8n.nodes, ...n8n.credentials].map((path: string) => join(root, path));
	if (!built.every((path) => existsSync(path))) return 'dist is missing or incomplete';
	const newest = Math.max(
		...SOURCES.flatMap((source) => filesIn(join(root, source))).map(modified),
	);
	return Math.min(...built.map(modified)) < newest ? 'dist is older than its sources' : undefined;
}

/** Runs a package's command; its output is kept only to show it if the command fails. */
async function runTool(
	root: string,
	[script = '', ...args]: string[],
	signal: AbortSignal,
): Promise<void> {
	const modules = join(root, 'node_modules');
	const PATH = [join(modules, '.bin'), process.env.PATH].join(delimiter);
	const child = spawn(process.execPath, [join(modules, script), ...args], {
		cwd: root,
		// CI: no spinners, which would clutter an error message.
		env: { ...process.env, PATH, CI: 'true', NO_COLOR: '1' },
		signal,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
		});
	}
	let failure: unknown;
	child.once('error', (error) => {
		failure = error;
	});
	// Waits for `close` rather than `exit`: grandchildren may still be writing.
	const exitCode = await new Promise((resolve) => child.once('close', resolve));
	if (failure !== undefined) throw failure;
	if (exitCode !== 0) throw new Error(`The build failed (${script}):\n${output.trim()}`);
}

/**
 * Builds dist as a release is built.
 * @param root folder of the project
 * @param signal ends it at once
 * @throws Error with the output of the step that failed
 */
async function build(root: string, signal: AbortSignal): Promise<void> {
	let finished = false;
	try {
		for (const step of STEPS) await runTool(root, step, signal);
		finished = true;
	} finally {
		// Otherwise the next run would take a half-built dist for a finished one.
		if (!finished) rmSync(join(root, 'dist'), { recursive: true, force: true });
	}
}

/**
 * Builds dist if it is missing or older than its sources.
 * @param onBuild called with the reason before a build
 * @throws Error as `build`
 */
export async function buildIfNeeded(
	root: string,
	signal: AbortSignal,
	onBuild = (reason: string) => print(`Building the package, because ${reason} ...`),
): Promise<void> {
	const reason = reasonToBuild(root);
	if (reason === undefined) return;
	onBuild(reason);
	await build(root, signal);
}
