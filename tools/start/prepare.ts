/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ending } from '../cli/ending';
import { installN8n } from './install';
import type { Installation } from './install';
import { ensurePackage } from './package';
import { CURRENT } from './releases';

export interface Prepared {
	installation: Installation;
	packageTgz: string;
}

export interface PrepareOptions {
	/** Folder of the project. */
	root: string;
	/** Folder for installations and the tarball. */
	runtime: string;
	tell: (phase: string, detail?: string) => void;
	signal: AbortSignal;
}

/** Installs n8n on the first run, builds the package if its sources are newer, and packs it. */
export async function prepare({ root, runtime, tell, signal }: PrepareOptions): Promise<Prepared> {
	const installation = await installN8n(CURRENT, { runtime, onPhase: tell, signal });
	tell('packing the package');
	const packageTgz = await ensurePackage({
		root,
		runtime,
		onBuild: (reason) => tell('building', reason),
		signal,
	});
	return { installation, packageTgz };
}

/** Creates a folder in the system's temporary directory; it is deleted at the end. */
export async function temporaryFolder(ending: Ending): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-twilio-'));
	ending.add(async () => await rm(folder, { recursive: true, force: true }));
	return folder;
}
