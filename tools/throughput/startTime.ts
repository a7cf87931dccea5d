/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, not in n8n */
import { join } from 'node:path';
import { startN8n } from '../start';
import type { RunningN8n } from '../start';
import type { Prepared } from '../start/prepare';

/** Seconds from the start of the process until n8n answers. */
export interface Start {
	with: number;
	without: number;
}

export interface StartTimeOptions extends Prepared {
	/** Parent of the folders for both. */
	folder: string;
	starts: number;
	onStart: (process: RunningN8n) => void;
	tell: (phase: string, detail?: string) => void;
	signal: AbortSignal;
}

/**
 * Starts n8n with and without the package in turns, each on an existing folder: the very first
 * start would create the database.
 */
export async function measureStarts(options: StartTimeOptions): Promise<Start[]> {
	const { installation, packageTgz, folder, starts, onStart, tell, signal } = options;
	const start = async (name: string, tarball?: string) => {
		const begun = performance.now();
		const n8n = await startN8n({
			installation,
			packageTgz: tarball,
			userFolder: join(folder, name),
			signal,
		});
		const elapsedMs = performance.now() - begun;
		onStart(n8n);
		await n8n.stop();
		return elapsedMs / 1000;
	};
	const measured: Start[] = [];
	// The first turn is a warm-up.
	for (let turn = 0; turn <= starts; turn++) {
		tell('starting n8n with and without the package', `${turn} of ${starts}`);
		const without = await start('without');
		const pair = { without, with: await start('with', packageTgz) };
		if (turn > 0) measured.push(pair);
	}
	return measured;
}
