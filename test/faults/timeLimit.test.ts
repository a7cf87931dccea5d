import { startEmulator } from '../../emulator';
import type { Emulator } from '../../emulator';
import type { Engine } from './engine';
import { SWITCHES } from './scenarios';
import { cancelledScenario } from './scenarios/cancelled';

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
