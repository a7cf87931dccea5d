/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs on a developer's machine, not in n8n */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { alone } from './lock';
import { npm } from './npm';
import { manifestOf, nodePackageName, scriptsOf } from './releases';
import type { Machine, Release } from './releases';

export interface Installation {
	version: string;
	/** Path of the Node.js that runs it. */
	node: string;
	/** Path of the script to run. */
	n8n: string;
	/** Modules of n8n to disable; n8n exits if it does not know one of them. */
	disabledModules: readonly string[];
}

/** Called with the current phase, and with its progress if that is known. */
export type OnPhase = (phase: string, detail?: string) => void;

export interface InstallOptions {
	/** The folder that holds all installations. */
	runtime: string;
	onPhase?: OnPhase;
	signal?: AbortSignal;
}

/** Written last: an installation without it was interrupted. */
const MARKER = 'installed.json';

const MACHINE: Machine = {
	platform: process.platform,
	arch: process.arch,
	node: process.versions.node,
};

const LOGGED = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=info'];
const TELL_INTERVAL_MS = 1_000;
/** In bytes; n8n 2.41 takes 3 GB. */
const SPACE_NEEDED = 4e9;

function find(release: Release, folder: string): Installation {
	const modules = join(folder, 'node_modules');
	const name = nodePackageName(release, MACHINE);
	return {
		version: release.version,
		disabledModules: release.disabledModules,
		node: name === undefined ? process.execPath : join(modules, name, 'bin/node'),
		n8n: join(modules, 'n8n/bin/n8n'),
	};
}

function foldersIn(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/**
 * npm creates all folders before it fills them, and is silent for minutes meanwhile: count the
 * filled ones.
 */
function unpacked(modules: string): { total: number; filled: number } {
	const packages = foldersIn(modules)
		.filter((path) => !basename(path).startsWith('.'))
		.flatMap((path) => (basename(path).startsWith('@') ? foldersIn(path) : [path]));
	const filled = packages.filter((path) => existsSync(join(path, 'package.json')));
	return { total: packages.length, filled: filled.length };
}

/** Downloads and unpacks; runs no install scripts. */
async function fetchPackages(folder: string, onPhase: OnPhase, signal?: AbortSignal) {
	let asked = 0;
	const tell = () => {
		const { total, filled } = unpacked(join(folder, 'node_modules'));
		if (total > 0) onPhase('downloading and unpacking packages', `${filled} of ${total}`);
		else onPhase('asking npm what n8n needs', `${asked} packages so far`);
	};
	tell();
	const timer = setInterval(tell, TELL_INTERVAL_MS);
	try {
		await npm(['install', '--ignore-scripts', ...LOGGED], {
			cwd: folder,
			signal,
			onLog: (line) => {
				if (line.startsWith('npm http fetch')) asked++;
			},
		});
	} finally {
		clearInterval(timer);
	}
}

async function installInto(
	folder: string,
	release: Release,
	{ onPhase = () => {}, signal }: InstallOptions,
): Promise<void> {
	if (existsSync(folder)) onPhase('removing an older or interrupted installation');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await assertSpace(folder);
	await writeFile(join(folder, 'package.json'), manifestOf(release, MACHINE));
	await fetchPackages(folder, onPhase, signal);
	for (const name of scriptsOf(release, MACHINE)) {
		onPhase(`preparing ${name}`, 'where nothing ready-made is found, compiling takes minutes');
		await npm(['rebuild', '--ignore-scripts=false', ...LOGGED, name], { cwd: folder, signal });
	}
}

/** @throws Error when it does not run here, e.g. Node.js was built for another C library */
async function assertRuns({ node, n8n }: Installation): Promise<void> {
	try {
		await promisify(execFile)(node, [n8n, '--version']);
	} catch (error) {
		throw new Error(`What was installed does not run on this machine: ${node}`, { cause: error });
	}
}

/** @throws Error when there is not enough disk space */
async function assertSpace(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize > SPACE_NEEDED) return;
	throw new Error(`n8n needs 4 GB; the disk of ${folder} has less left`);
}

/**
 * Installs n8n unless it is there. An interrupted installation starts over.
 *
 * @returns where it is
 * @throws Error when npm fails, the disk is full, or the result does not run on this machine
 */
export async function installN8n(release: Release, options: InstallOptions): Promise<Installation> {
	const { runtime, onPhase, signal } = options;
	const folder = join(runtime, release.folder);
	const marker = join(folder, MARKER);
	const manifest = manifestOf(release, MACHINE);
	const installation = find(release, folder);
	const isThere = () => existsSync(marker) && readFileSync(marker, 'utf8') === manifest;
	const installOnce = async () => {
		if (isThere()) return;
		await installInto(folder, release, options);
		await assertRuns(installation);
		await writeFile(marker, manifest);
	};
	if (isThere()) return installation;
	await mkdir(runtime, { recursive: true });
	const onWait = (pid: string) => onPhase?.(`process ${pid} is doing it already`);
	await alone(`${folder}.lock`, onWait, installOnce, signal);
	return installation;
}
