/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { green, red } from 'picocolors';
import { buildIfNeeded } from '../cli/build';
import { print } from '../cli/print';
import { progressOn } from '../cli/progress';
import { CASES } from './cases';
import { startChild } from './child';
import { documentOf } from './markdown';
import type { Setting } from './markdown';
import { Lab } from './lab';
import type { BenchmarkOptions } from './options';
import type { Runner, Service } from './protocol';
import type { CaseResult } from './result';
import { faultsOf, tableOf } from './table';

const ROOT = resolve(__dirname, '../..');

function versionOf(name: string): string {
	const path = resolve(ROOT, 'node_modules', name, 'package.json');
	const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
	return version;
}

function settingOf(minutes: number): Setting {
	return {
		cores: availableParallelism(),
		node: process.versions.node,
		n8nCore: versionOf('n8n-core'),
		undici: versionOf('undici'),
		sdk: versionOf('twilio'),
		date: new Date().toISOString().slice(0, 10),
		minutes,
	};
}

async function measureAll(options: BenchmarkOptions, signal: AbortSignal): Promise<CaseResult[]> {
	const chosen = CASES.filter(({ name }) => options.case?.includes(name) ?? true);
	const newRunner = () => startChild<Runner>('runnerProcess.ts', signal);
	const service = startChild<Service>('serviceProcess.ts', signal);
	const runner = newRunner();
	try {
		const lab = new Lab({
			service: service.api,
			runner: runner.api,
			newRunner,
			showProgress: progressOn(process.stdout),
			isQuick: options.quick,
			signal,
		});
		const results: CaseResult[] = [];
		for (const [index, { name, run }] of chosen.entries()) {
			print(`${index + 1}/${chosen.length} ${name}`);
			results.push(await run(lab));
		}
		return results;
	} finally {
		runner.stop();
		service.stop();
	}
}

/**
 * Runs the chosen cases, prints the table and writes the document.
 *
 * @param signal ends everything, child processes included
 * @returns whether every peer did what it was to do
 * @throws Error when the build or a part of the benchmark failed, or when it was stopped
 */
export async function runBenchmark(
	options: BenchmarkOptions,
	signal: AbortSignal,
): Promise<boolean> {
	const begun = performance.now();
	await buildIfNeeded(ROOT, signal);
	const results = await measureAll(options, signal);
	const setting = settingOf((performance.now() - begun) / 60_000);
	print(`\n${tableOf(results)}`);
	const { cores, node, minutes } = setting;
	print(`${minutes.toFixed(1)} minutes on ${cores} cores, Node.js ${node}`);
	const faults = faultsOf(results);
	for (const fault of faults) print(red(fault));
	if (faults.length > 0) return false;
	print(green('Checked: every conversation was deleted once, and what is told is what was done.'));
	if (options.out !== undefined) {
		writeFileSync(resolve(ROOT, options.out), documentOf(results, setting));
		print(`Written to ${options.out}`);
	}
	return true;
}
