/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, not in n8n */
import { print } from '../../tools/cli/print';
import { type Level, progressOn } from '../../tools/cli/progress';
import { withTimeLimit } from '../../tools/cli/timeLimit';
import { type Emulator, startEmulator } from '../../emulator';
import { EngineProcess } from './engine';
import type { FaultOptions } from './options';
import { conclusion, overview, type Played, problemsOf, verdictOf } from './report';
import { ANYWHERE, APART, type Planned, SWITCHES } from './scenarios';
import type { Finding } from './stage';

/** Runs one scenario. An exception is a problem like any other, unless everything is to end. */
async function play(
	{ scenario, share }: Planned,
	{ conversations, seed, timeLimit }: FaultOptions,
	{ emulator, engine, signal }: { emulator: Emulator; engine: EngineProcess; signal: AbortSignal },
): Promise<Played> {
	emulator.reset();
	let look = (): Level[] => [];
	const size = Math.ceil(conversations * share);
	const begun = performance.now();
	const playing = async () =>
		await scenario.play({
			emulator,
			engine,
			startProcess: () => new EngineProcess(),
			size,
			seed,
			signal: withTimeLimit(signal, timeLimit),
			follow: (total, done) => {
				look = () => [{ name: scenario.name, done: done(), total }];
			},
		});
	const finding = await progressOn(process.stdout)(() => look(), playing).catch(
		(error: unknown): Finding => {
			if (signal.aborted) throw error;
			return { asked: size, outcomes: {}, problems: [String(error)] };
		},
	);
	const { journal, violations } = emulator;
	return {
		...finding,
		name: scenario.name,
		problems: [...finding.problems, ...violations],
		requests: journal.length,
		faulty: journal.filter(({ fault }) => fault !== undefined).length,
		elapsedMs: performance.now() - begun,
	};
}

/**
 * Runs all scenarios, one after the other: the emulator in this process, the engine in a child
 * process.
 *
 * @param signal ends it
 * @returns whether report and emulator agree everywhere
 */
export async function prove(options: FaultOptions, signal: AbortSignal): Promise<boolean> {
	const begun = performance.now();
	const planned = [...ANYWHERE, ...APART].filter(({ scenario }) =>
		scenario.name.toLowerCase().includes(options.only.toLowerCase()),
	);
	if (planned.length === 0) throw new Error(`No scenario has "${options.only}" in its name`);
	const emulator = await startEmulator({ switches: SWITCHES });
	// With jitter, conversations that fail for good take more than a minute, which is most of the
	// time.
	const engine = new EngineProcess(['--no-jitter']);
	const played: Played[] = [];
	try {
		await engine.ready;
		for (const one of planned) {
			signal.throwIfAborted();
			const result = await play(one, options, { emulator, engine, signal });
			print(verdictOf(result), ...problemsOf(result));
			played.push(result);
		}
	} finally {
		await Promise.all([engine.close(), emulator.close()]);
	}
	print(overview(played), conclusion(played, performance.now() - begun));
	return played.every(({ problems }) => problems.length === 0);
}
