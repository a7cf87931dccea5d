import { type Emulator, startEmulator } from '../../emulator';
import { type Engine, EngineProcess } from './engine';
import { SWITCHES } from './scenarios';
import type { Finding, Scenario } from './stage';

const SEED = 1;

/**
 * Runs scenarios with a few conversations within a test file, each with its own emulator. They run
 * in parallel, because they mostly wait, and are cleaned up after the file.
 */
export function useSmallStage() {
	const emulators: Emulator[] = [];
	const processes: EngineProcess[] = [];
	afterAll(async () => {
		await Promise.all([...processes, ...emulators].map(async (one) => await one.close()));
	});

	const startProcess = () => {
		const process = new EngineProcess(['--no-jitter']);
		processes.push(process);
		return process;
	};
	const play = async (scenario: Scenario, size: number, engine: Engine): Promise<Finding> => {
		const emulator = await startEmulator({ switches: SWITCHES });
		emulators.push(emulator);
		const stage = { emulator, engine, startProcess, size, seed: SEED };
		const { problems, ...finding } = await scenario.play(stage);
		return { ...finding, problems: [...problems, ...emulator.violations] };
	};
	return { play, startProcess };
}

/** Expects that report and emulator agree, and that every conversation or item is reported. */
export function expectAgreement({ asked, outcomes, problems }: Finding): void {
	expect(problems).toEqual([]);
	const told = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
	expect(told).toBe(asked);
}
