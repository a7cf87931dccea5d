import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import { type Engine, here } from './engine';
import { ANYWHERE, SWITCHES } from './scenarios';
import { cancelledScenario } from './scenarios/cancelled';
import { expectAgreement, useSmallStage } from './small';
import type { Finding } from './stage';
import { withoutJitter } from '../support/withoutJitter';

/** `npm run test:faults` uses thousands. */
const CONVERSATIONS = 150;
const LEAST_SHARE = 0.4;

/** All of them run at once, possibly on a busy machine. */
const TIMEOUT_MS = 60_000;

const { play } = useSmallStage();

withoutJitter();

describe('with a fifth of all answers faulty, report and emulator agree', () => {
	const findings = new Map<string, Promise<Finding>>();
	const cases = ANYWHERE.map(({ scenario, share }) => ({
		name: scenario.name,
		scenario,
		size: CONVERSATIONS * Math.max(share, LEAST_SHARE),
	}));
	beforeAll(() => {
		for (const { name, scenario, size } of cases) {
			const finding = play(scenario, size, here);
			// Otherwise a failure before the test awaits it would be an unhandled rejection.
			finding.catch(() => undefined);
			findings.set(name, finding);
		}
	});

	it.each(cases)(
		'$name',
		async ({ name, scenario, size }) =>
			expectAgreement(await (findings.get(name) ?? play(scenario, size, here))),
		TIMEOUT_MS,
	);
});

describe('a scenario that is out of time', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await startEmulator({ switches: SWITCHES });
	});
	afterAll(async () => await emulator.close());

	it('ends, although the clean-up gets nowhere, and cancels it', async () => {
		const limit = new AbortController();
		let isCancelled = false;
		const stuck: Engine = {
			run: async (_, signal) =>
				await new Promise((_resolve, reject) => {
					signal?.addEventListener('abort', () => {
						isCancelled = true;
						reject(new Error('cancelled'));
					});
				}),
		};
		const startProcess = () => {
			throw new Error('It needs no process');
		};
		const playing = cancelledScenario.play({
			...{ emulator, engine: stuck, startProcess, size: 10, seed: 1 },
			signal: limit.signal,
		});
		limit.abort(new Error('out of time'));
		await expect(playing).rejects.toThrow('out of time');
		expect(isCancelled).toBe(true);
	});
});
