/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded } from '../cli/build';
import { npm } from './npm';

const NAME = 'n8n-nodes-twilio-conversations';
const SHARED = 'n8n-workflow';

export interface PackageOptions {
	/** Folder of the project. */
	root: string;
	/** Folder for the tarball. */
	runtime: string;
	/** Called with the reason before a build. */
	onBuild?: (reason: string) => void;
	signal?: AbortSignal;
}

/**
 * Builds the package if its sources are newer, and packs it as it would be published.
 *
 * @returns path of the tarball
 * @throws Error with the output of what failed
 */
export async function ensurePackage(options: PackageOptions): Promise<string> {
	const { root, runtime, onBuild = () => {}, signal = new AbortController().signal } = options;
	await buildIfNeeded(root, signal, onBuild);
	await mkdir(runtime, { recursive: true });
	// Packs into a new folder first: another process may be reading the last tarball.
	const packed = await mkdtemp(join(runtime, 'pack-'));
	try {
		await npm(['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: root, signal });
		const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		const tarball = join(runtime, `${NAME}.tgz`);
		await rename(join(packed, `${NAME}-${version}.tgz`), tarball);
		return tarball;
	} finally {
		await rm(packed, { recursive: true, force: true });
	}
}

/**
 * Installs the package the way n8n does for users, unless this tarball is installed already.
 *
 * @param userFolder N8N_USER_FOLDER
 * @param tarball from `ensurePackage`
 */
export async function installPackage(
	userFolder: string,
	tarball: string,
	signal?: AbortSignal,
): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	const installed = join(nodes, 'node_modules', NAME);
	const marker = join(nodes, `${NAME}.sha256`);
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	const known = existsSync(marker) ? readFileSync(marker, 'utf8') : undefined;
	if (known === hash && existsSync(installed)) return;
	await mkdir(nodes, { recursive: true });
	// npm would take the same path and version for the same content.
	await rm(installed, { recursive: true, force: true });
	await rm(join(nodes, 'node_modules/.package-lock.json'), { force: true });
	const how = ['--ignore-scripts', '--legacy-peer-deps', '--package-lock=false'];
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	await npm(['install', '--prefix', nodes, ...how, ...quiet, tarball], { cwd: nodes, signal });
	await writeFile(marker, hash);
}

/**
 * Makes the package resolve n8n's own n8n-workflow, as it does for users. Otherwise it would find
 * the project's, because the folder is inside the project, and n8n would not recognise its errors.
 *
 * @param n8n the script that starts n8n
 */
export async function shareWorkflow(userFolder: string, n8n: string): Promise<void> {
	const entry = createRequire(n8n).resolve(SHARED);
	const own = entry.slice(0, entry.lastIndexOf(SHARED) + SHARED.length);
	const link = join(userFolder, '.n8n/nodes/node_modules', SHARED);
	await rm(link, { recursive: true, force: true });
	await symlink(own, link, 'junction');
}
